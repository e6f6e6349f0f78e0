//! Random sequences of commands by officers, leaders and routing keep the invariants of a dossier.

use chrono::TimeDelta;
use motcua_contracts::ids::FeeId;
use motcua_contracts::{StopCause, UnitCode};
use proptest::prelude::*;

use super::super::super::agency::Agency;
use super::super::super::lifecycle::{Decision, Extension, Fee, Question, State, Supplement};
use super::*;

const UNITS: [&str; 8] =
    ["H35.05.04", "H35.05.03", "H35.06.01", "H35.07.01", "H35.08.01", "H35.09.01", "H35.10.01", "H35.11.01"];
const PEOPLE: u128 = 2;

/// What an officer tries, or an event of routing.
#[derive(Debug, Clone, Copy)]
enum Action {
    OpenWork,
    OpenApproval,
    Reopen,
    Pause,
    Resume,
    RecordWithdrawalRequest,
    RecordWithdrawalDeclined,
    Move,
    Close,
    Claim,
    Complete,
    RequestOpinion,
    AskPapers,
    AskMoney,
    Extend,
    Stop,
    Approve,
}

/// Weights: much that continues a dossier, little that ends it.
const OFTEN: [(Action, usize); 17] = [
    (Action::OpenWork, 2),
    (Action::OpenApproval, 2),
    (Action::Reopen, 1),
    (Action::Pause, 1),
    (Action::Resume, 2),
    (Action::RecordWithdrawalRequest, 1),
    (Action::RecordWithdrawalDeclined, 1),
    (Action::Move, 1),
    (Action::Close, 1),
    (Action::Claim, 20),
    (Action::Complete, 8),
    (Action::RequestOpinion, 25),
    (Action::AskPapers, 1),
    (Action::AskMoney, 1),
    (Action::Extend, 1),
    (Action::Stop, 1),
    (Action::Approve, 6),
];

#[derive(Debug, Clone, Copy)]
struct Attempt {
    what: Action,
    who: u128,
    task: usize,
    unit: usize,
    days: i64,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let what: Vec<Action> = OFTEN.iter().flat_map(|(what, times)| [*what].repeat(*times)).collect();
    let attempt = (proptest::sample::select(what), 1..=PEOPLE, 0_usize..8, 0..UNITS.len(), -1_i64..11);
    let attempt = attempt.prop_map(|(what, who, task, unit, days)| Attempt { what, who, task, unit, days });
    proptest::collection::vec(attempt, 1..120)
}

/// A dossier with what happened to it.
struct Dossier {
    work: DossierTasks,
    events: Vec<DossierEvent>,
    minted: u128,
}

impl Dossier {
    /// As a command does it in its transaction; a refusal changes nothing.
    fn carry_out(&mut self, command: &DossierCommand) {
        let Ok(Some(event)) = self.work.decide(command, at()) else { return };
        self.work.apply(&event, at());
        self.events.push(event.clone());
        for command in self.work.consequences(&event) {
            self.carry_out(&command);
        }
    }

    fn carry_out_on(&mut self, id: TaskId, command: Command) {
        self.carry_out(&DossierCommand::Task { id, command });
    }

    fn try_out(&mut self, attempt: Attempt) {
        self.minted += 1;
        match attempt.what {
            Action::OpenWork => self.open(Kind::Work, attempt.unit),
            Action::OpenApproval => self.open(Kind::Approve, attempt.unit),
            Action::Reopen => self.carry_out(&DossierCommand::RevokeDecision),
            _ => match of_routing(attempt) {
                Some(command) => {
                    let tasks: Vec<TaskId> = self.work.tasks.iter().map(|task| task.id).collect();
                    tasks.into_iter().for_each(|id| self.carry_out_on(id, command.clone()));
                }
                None => {
                    let Some(id) = self.work.tasks.get(attempt.task).map(|task| task.id) else { return };
                    self.carry_out_on(id, of_officer(attempt, TaskId(Uuid::from_u128(self.minted))));
                }
            },
        }
    }

    fn open(&mut self, kind: Kind, unit: usize) {
        let mut opened = task(self.minted, UNITS[unit], Stage::Absent);
        opened.step.kind = kind;
        let id = opened.id;
        self.work.add(opened);
        self.carry_out_on(id, Command::Open);
    }
}

fn of_routing(attempt: Attempt) -> Option<Command> {
    let unit = |at: usize| UnitCode::new(UNITS[at % UNITS.len()]);
    Some(match attempt.what {
        Action::Pause => Command::Pause { papers: attempt.who == 1 },
        Action::Resume => Command::Resume { dossier_due_at: at() + TimeDelta::days(attempt.days) },
        Action::RecordWithdrawalRequest => Command::RecordWithdrawalRequest,
        Action::RecordWithdrawalDeclined => Command::RecordWithdrawalDeclined,
        Action::Move => Command::Move { from: unit(attempt.unit), to: unit(attempt.task) },
        Action::Close => Command::Close,
        _ => return None,
    })
}

fn of_officer(attempt: Attempt, minted: TaskId) -> Command {
    let by = AccountId(Uuid::from_u128(attempt.who));
    let (day, reason) = (local_date(at() + TimeDelta::days(attempt.days)), "r".to_owned());
    match attempt.what {
        Action::Claim => Command::Claim { by },
        Action::Complete => Command::Complete { by, note: (attempt.days > 0).then_some(reason) },
        Action::RequestOpinion => {
            let unit = UnitCode::new(UNITS[attempt.unit]);
            let agency = Agency { code: unit.agency(), units: vec![unit.clone()], valid_from: None, valid_to: None };
            let question = Question { task: minted, unit, text: reason, due_on: day };
            Command::RequestOpinion { by, question, agency: Some(agency) }
        }
        Action::AskPapers => {
            let papers = vec!["p".into()];
            Command::RequestSupplement { by, supplement: Supplement { reason, papers, deadline: day } }
        }
        Action::AskMoney => Command::RequireFee { by, fee: Fee { id: FeeId(Uuid::nil()), amount_vnd: 1, reason } },
        Action::Extend => Command::Extend { by, extension: Extension { reason, promised_on: day } },
        Action::Stop => Command::Stop { by, cause: StopCause::Other, reason },
        _ => Command::Approve { by, decision: Decision::Granted { note: None } },
    }
}

/// The invariants between two states of a dossier.
fn check(before: &DossierTasks, now: &Dossier) -> Result<(), TestCaseError> {
    let count = |name: &str| now.events.iter().filter(|event| event.name() == name).count();
    prop_assert!(count("supplement_requested") <= 1, "papers are asked for once");
    prop_assert!(count("extended") <= 1, "a later date is promised once");
    prop_assert!(now.work.opinions().filter(|task| task.stage != Stage::Closed).count() <= 5);
    for task in before.tasks.iter().filter(|task| task.stage.has_ended()) {
        prop_assert_eq!(now.work.task(task.id), Some(task), "nothing that has ended changes");
    }
    for opinion in now.work.opinions() {
        prop_assert!(opinion.stage.state() != State::Paused, "an opinion is not paused");
        let asking = opinion.opinion.as_ref().and_then(|opinion| now.work.task(opinion.asked_in));
        let needed = asking.is_some_and(|asking| !asking.stage.has_ended());
        prop_assert!(needed || opinion.stage.has_ended(), "an opinion is awaited only while its step is open");
        let answer = opinion.opinion.as_ref().and_then(|opinion| opinion.answer.as_ref());
        prop_assert_eq!(answer.is_some(), opinion.stage.state() == State::Done, "a given opinion has a text");
    }
    if now.work.stopped {
        prop_assert!(now.work.tasks.iter().all(|task| task.stage.has_ended()), "a stop ends every task");
        prop_assert!(!now.work.decided, "what is decided is not stopped");
    }
    Ok(())
}

/// Whether no decision is by an officer who had worked on the dossier or given an opinion on it.
fn four_eyes(events: &[DossierEvent]) -> bool {
    let mut workers = Vec::new();
    let mut of_tasks = events.iter().filter_map(|event| match event {
        DossierEvent::Task { event, .. } => Some(event),
        DossierEvent::DecisionRevoked => None,
    });
    of_tasks.all(|event| match event {
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
    fn random_command_sequences_keep_the_invariants(attempts in attempts()) {
        let mut dossier = Dossier { work: super::dossier(Vec::new()), events: Vec::new(), minted: 100 };
        dossier.open(Kind::Work, 0);
        for attempt in attempts {
            let before = dossier.work.clone();
            dossier.try_out(attempt);
            check(&before, &dossier)?;
        }
        prop_assert!(four_eyes(&dossier.events));
    }
}
