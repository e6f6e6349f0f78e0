//! The rules of a dossier, one test each.

mod decisions;
mod fees;

use super::*;
use crate::domain::{Digitisation, Moment, OwnFee, Submitter};
use motcua_contracts::ids::{AccountId, PaymentId};
use motcua_worktime::{Limit, Unit};

/// What the procedure costs.
const PRICE: u64 = 30_000;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 3, 1).unwrap()
}

fn officer() -> AccountId {
    AccountId(uuid::Uuid::nil())
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
        officer: officer(),
        fee_vnd: PRICE,
        issue: 1,
    }
}

fn forwarding() -> Forwarding {
    let limit = Limit { unit: Unit::WorkingDay, amount: 5 };
    let (code, unit) = ("f".to_owned(), "H35.20.01".to_owned());
    Forwarding { code, at: at(), unit, officer: officer(), limit, procedure_version: 1, fee_vnd: PRICE }
}

/// The receipt of the competent agency for what was sent on.
fn on_arrival() -> Acceptance {
    Acceptance { code: "f".into(), received_at: Some(at()), issue: 2, ..receipt() }
}

fn fee() -> FeeDue {
    FeeDue { id: "00000000-0000-0000-0000-000000000001".parse::<FeeId>().unwrap(), amount_vnd: 50_000 }
}

fn own(paid_vnd: u64) -> OwnFee {
    OwnFee { id: "00000000-0000-0000-0000-000000000009".parse::<FeeId>().unwrap(), price_vnd: PRICE, paid_vnd }
}

fn refund() -> Refund {
    Refund { payment: PaymentId(uuid::Uuid::nil()), amount_vnd: 50_000, transaction: None, reason: "r".into() }
}

fn pay(fee: FeeId, amount_vnd: u64, demanded: bool) -> Command {
    let paid = Owed { fee, amount_vnd, moment: Moment::Intake, demanded };
    Command::Pay { paid, way: Way::Counter, paid_at: at() }
}

fn demanded(fee: FeeId) -> Command {
    pay(fee, 50_000, true)
}

/// What can be asked of a dossier in a stage. A correction issues the receipt of that stage again.
fn commands(stage: &Stage) -> Vec<Command> {
    let again = Acceptance { issue: 3, ..stage.receipt().cloned().unwrap_or_else(receipt) };
    let way = Some(RightWay { procedure: ProcedureId(uuid::Uuid::nil()), case_code: "2".into() });
    vec![
        Command::Submit,
        Command::Accept(receipt()),
        Command::Forward(forwarding()),
        Command::Receive(on_arrival()),
        Command::Refuse { reason: "r".into() },
        Command::AskSupplement { deadline: day() },
        Command::Supplement { papers: Vec::new() },
        Command::Digitise(vec![DigitisedPaper { code: "P1".into(), digitisation: Digitisation::Digitised }]),
        Command::DemandFee(fee()),
        demanded(fee().id),
        pay(own(0).id, PRICE, false),
        Command::NoteSurplus { fee: fee().id, amount_vnd: 50_000 },
        Command::NoteRefund(refund()),
        Command::Withdraw { reason: "r".into() },
        Command::Keep,
        Command::Correct(Correction { way, ..Correction::default() }, again),
        Command::NoteDecision,
        Command::NoteRevocation,
        Command::NoteStop,
    ]
}

/// Money that came although nothing was owed is noted whenever it comes, and when it goes back, in every status.
fn is_surplus(command: &Command) -> bool {
    matches!(command, Command::NoteSurplus { .. } | Command::NoteRefund(_))
}

fn go(stage: &Stage, command: &Command) -> Stage {
    evolve(&decide(stage, own(0), command, at()).unwrap().unwrap())
}

fn accepted() -> Stage {
    go(&go(&Stage::Absent, &Command::Submit), &Command::Accept(receipt()))
}

type Standing = (Stage, OwnFee);

fn decided(standing: &Standing, command: &Command) -> Result<Option<Event>, Refusal> {
    decide(&standing.0, standing.1, command, at())
}

fn after(standing: &Standing, event: &Event) -> Standing {
    (evolve(event), standing.1.after(event))
}

/// Everything that a few commands lead to: the stage, and the own fee beside it.
fn standings() -> Vec<Standing> {
    let mut standings = vec![(Stage::Absent, own(0))];
    for _ in 0..5 {
        for standing in standings.clone() {
            for command in commands(&standing.0) {
                if let Ok(Some(event)) = decided(&standing, &command) {
                    let next = after(&standing, &event);
                    if !standings.contains(&next) {
                        standings.push(next);
                    }
                }
            }
        }
    }
    standings
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    // What is new of papers their own axis says: a command that changes none of them is empty.
    let of_papers = |command: &Command| matches!(command, Command::Digitise(_));
    for standing in standings() {
        for command in commands(&standing.0).into_iter().filter(|command| !is_surplus(command) && !of_papers(command)) {
            if let Ok(Some(event)) = decided(&standing, &command) {
                let again = decided(&after(&standing, &event), &command);
                assert!(!matches!(again, Ok(Some(_))), "{standing:?} {command:?}");
            }
        }
    }
}

#[test]
fn a_dossier_that_ended_accepts_nothing() {
    for standing in standings().into_iter().filter(|standing| matches!(standing.0.status(), 3 | 8)) {
        for command in commands(&standing.0).into_iter().filter(|command| !is_surplus(command)) {
            assert!(!matches!(decided(&standing, &command), Ok(Some(_))), "{standing:?} {command:?}");
        }
    }
}

#[test]
fn a_second_supplement_request_waits_for_no_second_time() {
    let waiting = go(&accepted(), &Command::AskSupplement { deadline: day() });
    assert_eq!(decide(&waiting, own(0), &Command::AskSupplement { deadline: NaiveDate::MAX }, at()), Ok(None));
}

#[test]
fn before_acceptance_the_applicant_takes_a_dossier_back_without_asking() {
    let submitted = go(&Stage::Absent, &Command::Submit);
    assert_eq!(go(&submitted, &Command::Withdraw { reason: "r".into() }).status(), 8);
}

#[test]
fn after_the_decision_nothing_is_taken_back_or_corrected() {
    let decided = go(&accepted(), &Command::NoteDecision);
    for command in [
        Command::Withdraw { reason: "r".into() },
        Command::Correct(Correction::default(), Acceptance { issue: 2, ..receipt() }),
    ] {
        assert_eq!(decide(&decided, own(0), &command, at()), Err(Refusal::DecidedAlready), "{command:?}");
    }
}

/// What a dossier has been given stays: a code, once there is one, is the same in every later stage.
#[test]
fn a_code_is_one_for_life() {
    for standing in standings().into_iter().filter(|standing| standing.0.code().is_some()) {
        for command in commands(&standing.0) {
            if let Ok(Some(event)) = decided(&standing, &command) {
                assert_eq!(evolve(&event).code(), standing.0.code(), "{standing:?} {command:?}");
            }
        }
    }
}

#[test]
fn what_is_on_its_way_is_received_refused_or_taken_back_and_nothing_else() {
    let sent = go(&go(&Stage::Absent, &Command::Submit), &Command::Forward(forwarding()));
    assert_eq!((sent.status(), sent.code(), sent.receipt()), (2, Some("f"), None));
    for command in commands(&sent) {
        let status = decide(&sent, own(0), &command, at()).ok().flatten().map(|event| evolve(&event).status());
        let expected = match command {
            Command::Receive(_) => Some(2),
            // Money and the store of papers are axes beside the status.
            Command::NoteSurplus { .. } | Command::NoteRefund(_) | Command::Digitise(_) => Some(2),
            Command::Pay { paid, .. } if !paid.demanded => Some(2),
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
        assert_eq!(
            decide(&stage, own(0), &Command::Receive(on_arrival()), at()),
            Err(Refusal::WrongStage),
            "{stage:?}"
        );
    }
    assert_eq!(decide(&accepted(), own(0), &Command::Forward(forwarding()), at()), Err(Refusal::WrongStage));
}

#[test]
fn no_paper_can_be_due_before_the_acceptance() {
    let accepted_on = motcua_worktime::local_date(at());
    let ask = |deadline| decide(&accepted(), own(0), &Command::AskSupplement { deadline }, at());
    for deadline in [accepted_on.pred_opt().unwrap(), NaiveDate::from_ymd_opt(1, 1, 1).unwrap(), NaiveDate::MIN] {
        assert_eq!(ask(deadline), Err(Refusal::BeforeAcceptance), "{deadline}");
    }
    assert!(matches!(ask(accepted_on), Ok(Some(_))));
}

#[test]
fn a_correction_keeps_the_code() {
    let right = Acceptance { issue: 2, ..receipt() };
    let corrected = go(&accepted(), &Command::Correct(Correction::default(), right));
    assert_eq!(corrected.receipt().map(|receipt| (receipt.code.as_str(), receipt.issue)), Some(("c", 2)));
}

#[test]
fn nothing_can_be_asked_of_a_dossier_that_does_not_exist() {
    assert_eq!(decide(&Stage::Absent, own(0), &Command::Accept(receipt()), at()), Err(Refusal::NotFound));
}

#[test]
fn applicant_data_never_enter_the_history() {
    let applicant = Applicant {
        name: "Lò Thị Mai".into(),
        identity_number: "012300000017".into(),
        phone: "0912345678".into(),
        address: "Bản Nà Cọ".into(),
        email: Some("mai@example.vn".into()),
        submitted_by: Some(Box::new(Submitter {
            name: "Giàng A Sử".into(), identity_number: "012300000025".into()
        })),
    };
    let correction = Correction { way: None, applicant: Some(applicant), reason: "r".into() };
    let event = decide(&accepted(), own(0), &Command::Correct(correction, Acceptance { issue: 2, ..receipt() }), at())
        .unwrap()
        .unwrap();
    let written = serde_json::to_string(&event).unwrap();
    for personal in ["Mai", "0123000", "mai@", "Giàng"] {
        assert!(!written.contains(personal), "{personal} in {written}");
    }
}
