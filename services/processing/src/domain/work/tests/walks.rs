//! Whatever officers, leaders and routing do with a dossier, in whatever order: what always holds.

use chrono::TimeDelta;
use motcua_contracts::ids::FeeId;
use proptest::prelude::*;

use super::super::super::{Cause, Decision, Extension, Fee, Question, State, Supplement, decide};
use super::*;

const UNITS: [&str; 8] =
    ["H35.05.04", "H35.05.03", "H35.06.01", "H35.07.01", "H35.08.01", "H35.09.01", "H35.10.01", "H35.11.01"];
const PEOPLE: u128 = 2;

/// What somebody tries, or routing says.
#[derive(Debug, Clone, Copy)]
enum What {
    OpenWork,
    OpenApproval,
    Reopen,
    Pause,
    Resume,
    NoteWithdrawal,
    NoteKept,
    Move,
    Close,
    Claim,
    Complete,
    AskOpinion,
    AskPapers,
    AskMoney,
    Extend,
    Stop,
    Approve,
}

/// How often: much of what lets a dossier live, little of what ends it.
const OFTEN: [(What, usize); 17] = [
    (What::OpenWork, 2),
    (What::OpenApproval, 2),
    (What::Reopen, 1),
    (What::Pause, 1),
    (What::Resume, 2),
    (What::NoteWithdrawal, 1),
    (What::NoteKept, 1),
    (What::Move, 1),
    (What::Close, 1),
    (What::Claim, 20),
    (What::Complete, 8),
    (What::AskOpinion, 25),
    (What::AskPapers, 1),
    (What::AskMoney, 1),
    (What::Extend, 1),
    (What::Stop, 1),
    (What::Approve, 6),
];

#[derive(Debug, Clone, Copy)]
struct Attempt {
    what: What,
    who: u128,
    task: usize,
    unit: usize,
    days: i64,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let what: Vec<What> = OFTEN.iter().flat_map(|(what, times)| [*what].repeat(*times)).collect();
    let attempt = (proptest::sample::select(what), 1..=PEOPLE, 0_usize..8, 0..UNITS.len(), -1_i64..11);
    let attempt = attempt.prop_map(|(what, who, task, unit, days)| Attempt { what, who, task, unit, days });
    proptest::collection::vec(attempt, 1..120)
}

/// A dossier with what happened to it.
struct Dossier {
    work: Work,
    events: Vec<(TaskId, Event)>,
    minted: u128,
}

impl Dossier {
    /// As a command does it in its transaction; a refusal changes nothing.
    fn carry_out(&mut self, task: &Task, command: &Command) {
        let Ok(Some(event)) = decide(&task.stage, &self.work.situation(task), command, at()) else { return };
        let next = task.clone().after(&event, at());
        match self.work.tasks.iter_mut().find(|known| known.id == next.id) {
            Some(known) => *known = next.clone(),
            None => self.work.tasks.push(next.clone()),
        }
        self.work.over |= matches!(event, Event::Stopped { .. });
        self.events.push((next.id, event.clone()));
        for (other, command) in self.work.consequences(&next, &event, at()) {
            self.carry_out(&other, &command);
        }
    }

    fn try_out(&mut self, attempt: Attempt) {
        self.minted += 1;
        match attempt.what {
            What::OpenWork => self.open(Kind::Work, attempt.unit),
            What::OpenApproval => self.open(Kind::Approve, attempt.unit),
            What::Reopen => self.work.over = false,
            _ => match of_routing(attempt) {
                Some(command) => self.work.tasks.clone().iter().for_each(|task| self.carry_out(task, &command)),
                None => {
                    let Some(task) = self.work.tasks.get(attempt.task).cloned() else { return };
                    self.carry_out(&task, &of_somebody(attempt, TaskId(Uuid::from_u128(self.minted))));
                }
            },
        }
    }

    fn open(&mut self, kind: Kind, unit: usize) {
        let mut opened = task(self.minted, UNITS[unit], Stage::Absent);
        opened.step.kind = kind;
        self.carry_out(&opened, &Command::Open);
    }
}

fn of_routing(attempt: Attempt) -> Option<Command> {
    let unit = |at: usize| UNITS[at % UNITS.len()].to_owned();
    Some(match attempt.what {
        What::Pause => Command::Pause { papers: attempt.who == 1 },
        What::Resume => Command::Resume { dossier_due_at: at() + TimeDelta::days(attempt.days) },
        What::NoteWithdrawal => Command::NoteWithdrawal,
        What::NoteKept => Command::NoteKept,
        What::Move => Command::Move { from: unit(attempt.unit), to: unit(attempt.task) },
        What::Close => Command::Close,
        _ => return None,
    })
}

fn of_somebody(attempt: Attempt, minted: TaskId) -> Command {
    let by = AccountId(Uuid::from_u128(attempt.who));
    let (day, reason) = (local_date(at() + TimeDelta::days(attempt.days)), "r".to_owned());
    match attempt.what {
        What::Claim => Command::Claim { by },
        What::Complete => Command::Complete { by, note: (attempt.days > 0).then_some(reason) },
        What::AskOpinion => {
            let unit = UNITS[attempt.unit].to_owned();
            Command::AskOpinion {
                by,
                question: Question { task: minted, unit, text: reason, due_on: day },
                accepted: true,
            }
        }
        What::AskPapers => {
            let papers = vec!["p".into()];
            Command::RequestSupplement { by, supplement: Supplement { reason, papers, deadline: day } }
        }
        What::AskMoney => Command::RequireFee { by, fee: Fee { id: FeeId(Uuid::nil()), amount_vnd: 1, reason } },
        What::Extend => Command::Extend { by, extension: Extension { reason, promised_on: day } },
        What::Stop => Command::Stop { by, cause: Cause::Other, reason },
        _ => Command::Approve { by, decision: Decision::Granted { note: None } },
    }
}

/// What holds between two moments of a dossier.
fn check(before: &Work, now: &Dossier) -> Result<(), TestCaseError> {
    let count = |name: &str| now.events.iter().filter(|(_, event)| event.name() == name).count();
    prop_assert!(count("supplement_asked") <= 1, "papers are asked for once");
    prop_assert!(count("extended") <= 1, "a later date is promised once");
    prop_assert!(now.work.opinions().filter(|task| task.stage != Stage::Closed).count() <= 5);
    for task in before.tasks.iter().filter(|task| task.stage.has_ended()) {
        prop_assert_eq!(now.work.task(task.id), Some(task), "nothing that has ended changes");
    }
    for opinion in now.work.opinions() {
        prop_assert!(opinion.stage.state() != State::Paused, "an opinion does not wait");
        let asking = opinion.opinion.as_ref().and_then(|opinion| now.work.task(opinion.asked_in));
        let needed = asking.is_some_and(|asking| !asking.stage.has_ended());
        prop_assert!(needed || opinion.stage.has_ended(), "nobody is asked for what nobody reads");
        let answer = opinion.opinion.as_ref().and_then(|opinion| opinion.answer.as_ref());
        prop_assert_eq!(answer.is_some(), opinion.stage.state() == State::Done, "what is given has its words");
    }
    if now.work.over {
        prop_assert!(now.work.tasks.iter().all(|task| task.stage.has_ended()), "what a leader ended is over");
    }
    Ok(())
}

/// Nobody decided who had worked on the dossier or given an opinion on it before.
fn four_eyes(events: &[(TaskId, Event)]) -> bool {
    let mut workers = Vec::new();
    events.iter().all(|(_, event)| match event {
        Event::Completed { by, .. } | Event::OpinionGiven { by, .. } => {
            workers.push(*by);
            true
        }
        Event::Decided { by, .. } => !workers.contains(by),
        _ => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_happens_to_a_dossier_its_rules_hold(attempts in attempts()) {
        let mut dossier = Dossier { work: Work { tasks: Vec::new(), over: false }, events: Vec::new(), minted: 100 };
        dossier.open(Kind::Work, 0);
        for attempt in attempts {
            let before = dossier.work.clone();
            dossier.try_out(attempt);
            check(&before, &dossier)?;
        }
        prop_assert!(four_eyes(&dossier.events));
    }
}
