//! The rules of a dossier, one test each.

use super::*;
use chrono::{DateTime, TimeDelta, Utc};
use motcua_worktime::{Limit, Unit};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 3, 1).unwrap()
}

fn receipt() -> Acceptance {
    let (due_at, unit) = (at(), "H35.05.01".to_owned());
    let (code, local_due_at) = ("c".to_owned(), None);
    Acceptance {
        code,
        at: at(),
        received_at: None,
        due_at,
        local_due_at,
        procedure_version: 1,
        calendar_version: 1,
        unit,
        issue: 1,
    }
}

fn forwarding() -> Forwarding {
    let limit = Limit { unit: Unit::WorkingDay, amount: 5 };
    Forwarding { code: "f".into(), at: at(), unit: "H35.20.01".into(), limit, procedure_version: 1 }
}

/// The receipt of the competent agency for what was sent on.
fn on_arrival() -> Acceptance {
    Acceptance { code: "f".into(), received_at: Some(at()), issue: 2, ..receipt() }
}

fn fee() -> FeeDue {
    FeeDue { id: "00000000-0000-0000-0000-000000000001".parse::<FeeId>().unwrap(), amount_vnd: 50_000 }
}

fn demanded(fee: FeeId) -> Owed {
    Owed { fee, amount_vnd: 50_000, moment: crate::domain::Moment::Supplement, demanded: true }
}

fn commands() -> Vec<Command> {
    vec![
        Command::Submit,
        Command::Accept(receipt()),
        Command::Forward(forwarding()),
        Command::Receive(on_arrival()),
        Command::Refuse { reason: "r".into() },
        Command::AskSupplement { deadline: day() },
        Command::Supplement { papers: Vec::new() },
        Command::DemandFee(fee()),
        Command::Pay(demanded(fee().id), Way::Counter),
        Command::Withdraw { reason: "r".into() },
        Command::Keep,
        Command::NoteDecision,
        Command::NoteReopening,
        Command::NoteStop,
    ]
}

fn go(stage: &Stage, command: &Command) -> Stage {
    evolve(&decide(stage, command, at()).unwrap().unwrap())
}

fn accepted() -> Stage {
    go(&go(&Stage::Absent, &Command::Submit), &Command::Accept(receipt()))
}

/// Every stage that a few commands lead to.
fn stages() -> Vec<Stage> {
    let mut stages = vec![Stage::Absent];
    for _ in 0..5 {
        let next: Vec<Stage> = stages
            .iter()
            .flat_map(|stage| commands().into_iter().filter_map(|command| decide(stage, &command, at()).ok().flatten()))
            .map(|event| evolve(&event))
            .filter(|stage| !stages.contains(stage))
            .collect();
        for stage in next {
            if !stages.contains(&stage) {
                stages.push(stage);
            }
        }
    }
    stages
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    for stage in stages() {
        for command in commands() {
            if let Ok(Some(event)) = decide(&stage, &command, at()) {
                assert!(!matches!(decide(&evolve(&event), &command, at()), Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn a_dossier_that_ended_accepts_nothing() {
    for stage in stages().into_iter().filter(|stage| matches!(stage.status(), 3 | 8)) {
        for command in commands() {
            assert!(!matches!(decide(&stage, &command, at()), Ok(Some(_))), "{stage:?} {command:?}");
        }
    }
}

#[test]
fn a_second_supplement_request_waits_for_no_second_time() {
    let waiting = go(&accepted(), &Command::AskSupplement { deadline: day() });
    assert_eq!(decide(&waiting, &Command::AskSupplement { deadline: NaiveDate::MAX }, at()), Ok(None));
}

#[test]
fn before_acceptance_the_applicant_takes_a_dossier_back_without_asking() {
    let submitted = go(&Stage::Absent, &Command::Submit);
    assert_eq!(go(&submitted, &Command::Withdraw { reason: "r".into() }).status(), 8);
}

#[test]
fn after_the_decision_nothing_is_taken_back_or_corrected() {
    let decided = go(&accepted(), &Command::NoteDecision);
    for command in [Command::Withdraw { reason: "r".into() }, Command::Correct(Correction::default(), receipt())] {
        assert_eq!(decide(&decided, &command, at()), Err(Refusal::DecidedAlready), "{command:?}");
    }
}

/// What a dossier has been given stays: a code, once there is one, is the same in every later stage.
#[test]
fn a_code_is_one_for_life() {
    for stage in stages().into_iter().filter(|stage| stage.code().is_some()) {
        for command in commands() {
            if let Ok(Some(event)) = decide(&stage, &command, at()) {
                assert_eq!(evolve(&event).code(), stage.code(), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn what_is_on_its_way_is_received_refused_or_taken_back_and_nothing_else() {
    let sent = go(&go(&Stage::Absent, &Command::Submit), &Command::Forward(forwarding()));
    assert_eq!((sent.status(), sent.code(), sent.receipt()), (2, Some("f"), None));
    for command in commands() {
        let status = decide(&sent, &command, at()).ok().flatten().map(|event| evolve(&event).status());
        let expected = match command {
            Command::Receive(_) => Some(2),
            Command::Refuse { .. } => Some(3),
            Command::Withdraw { .. } => Some(8),
            _ => None,
        };
        assert_eq!(status, expected, "{command:?}");
    }
}

#[test]
fn only_what_was_sent_on_is_received() {
    let submitted = go(&Stage::Absent, &Command::Submit);
    for stage in [submitted, accepted()] {
        assert_eq!(decide(&stage, &Command::Receive(on_arrival()), at()), Err(Refusal::WrongStage), "{stage:?}");
    }
    assert_eq!(decide(&accepted(), &Command::Forward(forwarding()), at()), Err(Refusal::WrongStage));
}

#[test]
fn no_paper_can_be_due_before_the_acceptance() {
    let accepted_on = motcua_worktime::local_date(at());
    let ask = |deadline| decide(&accepted(), &Command::AskSupplement { deadline }, at());
    for deadline in [accepted_on.pred_opt().unwrap(), NaiveDate::from_ymd_opt(1, 1, 1).unwrap(), NaiveDate::MIN] {
        assert_eq!(ask(deadline), Err(Refusal::BeforeAcceptance), "{deadline}");
    }
    assert!(matches!(ask(accepted_on), Ok(Some(_))));
}

#[test]
fn a_result_that_came_back_lets_the_dossier_be_corrected_and_taken_back_until_the_next_decision() {
    let decided = go(&accepted(), &Command::NoteDecision);
    let reopened = go(&decided, &Command::NoteReopening);
    let wishes = [Command::Withdraw { reason: "r".into() }, Command::Correct(Correction::default(), receipt())];
    for wish in &wishes {
        assert!(matches!(decide(&reopened, wish, at()), Ok(Some(_))), "{wish:?}");
    }
    let again = go(&reopened, &Command::NoteDecision);
    for wish in &wishes {
        assert_eq!(decide(&again, wish, at()), Err(Refusal::DecidedAlready), "{wish:?}");
    }
}

/// Decisions and returns are told by different services: whatever order they arrive in, the last one said holds.
#[test]
fn of_decision_and_return_the_one_said_last_holds() {
    use Command::{NoteDecision, NoteReopening};
    let words = [(0, NoteDecision), (1, NoteReopening), (2, NoteDecision), (3, NoteReopening), (4, NoteDecision)];
    // Each service keeps its own order; the first return waits for a decision.
    let arrivals = [[0, 1, 2, 3, 4], [0, 2, 1, 3, 4], [0, 2, 1, 4, 3], [0, 2, 4, 1, 3], [0, 1, 2, 4, 3]];
    for arrival in arrivals {
        for length in 1..=words.len() {
            let heard: Vec<_> = arrival.iter().filter(|word| **word < length).collect();
            let stage = heard.into_iter().fold(accepted(), |stage, word| {
                let (hours, command) = &words[*word];
                let event = decide(&stage, command, at() + TimeDelta::hours(*hours)).unwrap();
                event.map_or(stage, |event| evolve(&event))
            });
            assert_eq!(stage.open().unwrap().decided, length % 2 == 1, "{arrival:?} {length}");
        }
    }
}

#[test]
fn a_decision_ends_a_pending_withdrawal() {
    let asked = go(&accepted(), &Command::Withdraw { reason: "r".into() });
    assert!(asked.open().unwrap().withdrawing);
    assert!(!go(&asked, &Command::NoteDecision).open().unwrap().withdrawing);
}

#[test]
fn only_the_fee_that_is_due_can_be_paid() {
    let due = go(&accepted(), &Command::DemandFee(fee()));
    let other = "00000000-0000-0000-0000-000000000002".parse::<FeeId>().unwrap();
    assert_eq!(decide(&due, &Command::Pay(demanded(other), Way::Counter), at()), Err(Refusal::NoSuchFee));
    assert_eq!(go(&due, &Command::Pay(demanded(fee().id), Way::Counter)).open().unwrap().fee, None);
}

#[test]
fn a_correction_keeps_the_code() {
    let right = Acceptance { issue: 2, ..receipt() };
    let corrected = go(&accepted(), &Command::Correct(Correction::default(), right));
    assert_eq!(corrected.receipt().map(|receipt| (receipt.code.as_str(), receipt.issue)), Some(("c", 2)));
}

#[test]
fn nothing_can_be_asked_of_a_dossier_that_does_not_exist() {
    assert_eq!(decide(&Stage::Absent, &Command::Accept(receipt()), at()), Err(Refusal::NotFound));
}

#[test]
fn applicant_data_never_enter_the_history() {
    let applicant = Applicant {
        name: "Lò Thị Mai".into(),
        identity_number: "012300000017".into(),
        phone: "0912345678".into(),
        address: "Bản Nà Cọ".into(),
    };
    let correction = Correction { way: None, applicant: Some(applicant), reason: "r".into() };
    let event = decide(&accepted(), &Command::Correct(correction, receipt()), at()).unwrap().unwrap();
    let written = serde_json::to_string(&event).unwrap();
    assert!(!written.contains("Mai") && !written.contains("0123000"), "{written}");
}
