//! The rules of a dossier, one test each.

mod applying;
mod decisions;
mod fees;
mod forwarding;
mod repeats;
mod stored;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{AccountId, DossierId, FeeId, PaymentId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel, Status, UnitCode};
use motcua_worktime::{Limit, Unit};
use uuid::Uuid;

use super::*;
use crate::domain::{
    Applicant, CollectionPoint, Digitisation, DigitisedPaper, FeeDue, Filing, PaperHandedIn, PayableFee, PaymentMethod,
    ProcedureFee, Refund, Refusal, ResultReturn, Submitter,
};

/// What the procedure costs.
const PRICE: u64 = 30_000;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 3, 1).unwrap()
}

fn officer() -> AccountId {
    AccountId(Uuid::nil())
}

fn receipt() -> Receipt {
    Receipt {
        code: "c".into(),
        at: at(),
        forwarded_at: None,
        due_at: at(),
        own_part_due_at: None,
        procedure_version: 1,
        calendar_version: 1,
        unit: UnitCode::new("H35.05.01"),
        officer: officer(),
        fee_vnd: PRICE,
        issue: 1,
        partners: Vec::new(),
    }
}

fn forwarding() -> Forwarding {
    let limit = Limit { unit: Unit::WorkingDay, amount: 5 };
    let (code, unit) = ("f".to_owned(), UnitCode::new("H35.20.01"));
    Forwarding { code, at: at(), unit, officer: officer(), limit, procedure_version: 1, fee_vnd: PRICE }
}

/// The receipt of the competent agency for a forwarded dossier.
fn receipt_on_arrival() -> Receipt {
    Receipt { code: "f".into(), forwarded_at: Some(at()), issue: 2, ..receipt() }
}

fn fee_due() -> FeeDue {
    FeeDue { id: FeeId(Uuid::from_u128(1)), amount_vnd: 50_000 }
}

fn procedure_fee(paid_vnd: u64) -> ProcedureFee {
    ProcedureFee { id: FeeId(Uuid::from_u128(9)), price_vnd: PRICE, paid_vnd }
}

fn refund() -> Refund {
    Refund { payment: PaymentId(Uuid::nil()), amount_vnd: 50_000, transaction: None, reason: "r".into() }
}

fn pay(fee: FeeId, amount_vnd: u64, demanded: bool) -> Command {
    let paid = PayableFee { fee, amount_vnd, collection_point: CollectionPoint::Intake, demanded };
    Command::Pay { paid, method: PaymentMethod::Counter, paid_at: at() }
}

fn pay_demanded(fee: FeeId) -> Command {
    pay(fee, 50_000, true)
}

fn applicant() -> Applicant {
    Applicant {
        name: "Lò Thị Mai".into(),
        identity_number: "012300000017".into(),
        phone: "0912345678".into(),
        address: "Bản Nà Cọ".into(),
        email: Some("mai@example.vn".into()),
        submitted_by: Some(Box::new(Submitter {
            name: "Giàng A Sử".into(), identity_number: "012300000025".into()
        })),
    }
}

fn filing() -> Filing {
    let (code, digitisation) = ("P1".to_owned(), Digitisation::NotDigitised);
    Filing {
        procedure: ProcedureId(Uuid::from_u128(5)),
        case_code: "1".into(),
        agency: AgencyCode::new("H35.05"),
        channel: Channel::Online,
        applicant: applicant(),
        account: None,
        papers: vec![PaperHandedIn { code, originals: 1, copies: 0, digitisation }],
        sets: 1,
        result_return: ResultReturn::default_for(Channel::Online, &applicant()),
        reference: "N1".into(),
        secret: "s".into(),
        partners: Vec::new(),
        helped_by: None,
    }
}

fn dossier(stage: &Stage, fee: ProcedureFee) -> Dossier {
    Dossier { stage: stage.clone(), fee, ..Dossier::new(DossierId(Uuid::nil()), filing(), PRICE, at()) }
}

fn decide(stage: &Stage, fee: ProcedureFee, command: &Command) -> Result<Option<Event>, Refusal> {
    dossier(stage, fee).decide(command, at())
}

/// The stage after a command that takes effect.
fn go(stage: &Stage, command: &Command) -> Stage {
    let event = decide(stage, procedure_fee(0), command).unwrap().unwrap();
    after(&(stage.clone(), procedure_fee(0)), &event).0
}

fn submitted() -> Stage {
    go(&Stage::Absent, &Command::Submit)
}

fn accepted() -> Stage {
    go(&submitted(), &Command::Accept(receipt()))
}

/// Every command. A correction issues the receipt of the stage again.
fn commands(stage: &Stage) -> Vec<Command> {
    let again = Receipt { issue: 3, ..stage.receipt().cloned().unwrap_or_else(receipt) };
    let process = Some(CorrectedProcess { procedure: ProcedureId(Uuid::nil()), case_code: "2".into() });
    vec![
        Command::Submit,
        Command::Accept(receipt()),
        Command::Forward(forwarding()),
        Command::Receive(receipt_on_arrival()),
        Command::Refuse { reason: "r".into() },
        Command::RequestSupplement { deadline: day() },
        Command::Supplement { papers: Vec::new() },
        Command::Digitise(vec![DigitisedPaper { code: "P1".into(), digitisation: Digitisation::Digitised }]),
        Command::RequireFee(fee_due()),
        pay_demanded(fee_due().id),
        pay(procedure_fee(0).id, PRICE, false),
        Command::RecordSurplus { fee: fee_due().id, amount_vnd: 50_000 },
        Command::RecordRefund(refund()),
        Command::Withdraw { reason: "r".into() },
        Command::DeclineWithdrawal,
        Command::Correct(Correction { process, ..Correction::default() }, again),
        Command::RecordDecision,
        Command::RevokeDecision,
        Command::Stop,
    ]
}

/// Money that came although nothing was owed is recorded in every status, and so is its refund.
fn is_surplus(command: &Command) -> bool {
    matches!(command, Command::RecordSurplus { .. } | Command::RecordRefund(_))
}

/// A stage, and the fee of the procedure in it.
type State = (Stage, ProcedureFee);

fn decided((stage, fee): &State, command: &Command) -> Result<Option<Event>, Refusal> {
    decide(stage, *fee, command)
}

fn after((stage, fee): &State, event: &Event) -> State {
    let mut dossier = dossier(stage, *fee);
    dossier.apply(event);
    (dossier.stage, dossier.fee)
}

/// Every state that a few commands lead to.
fn states() -> Vec<State> {
    let mut states = vec![(Stage::Absent, procedure_fee(0))];
    for _ in 0..5 {
        for state in states.clone() {
            for command in commands(&state.0) {
                if let Ok(Some(event)) = decided(&state, &command) {
                    let next = after(&state, &event);
                    if !states.contains(&next) {
                        states.push(next);
                    }
                }
            }
        }
    }
    states
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    // Each paper has its own digitisation, and every correction issues the receipt again.
    let repeatable = |command: &Command| !matches!(command, Command::Digitise(_) | Command::Correct(..));
    for state in states() {
        for command in commands(&state.0).into_iter().filter(|command| !is_surplus(command) && repeatable(command)) {
            if let Ok(Some(event)) = decided(&state, &command) {
                let again = decided(&after(&state, &event), &command);
                assert!(!matches!(again, Ok(Some(_))), "{state:?} {command:?}");
            }
        }
    }
}

#[test]
fn a_dossier_that_ended_accepts_nothing() {
    let ended = |state: &State| matches!(state.0.status(), Status::NotAccepted | Status::Stopped);
    for state in states().into_iter().filter(ended) {
        for command in commands(&state.0).into_iter().filter(|command| !is_surplus(command)) {
            assert!(!matches!(decided(&state, &command), Ok(Some(_))), "{state:?} {command:?}");
        }
    }
}

#[test]
fn a_second_supplement_request_changes_nothing() {
    let waiting = go(&accepted(), &Command::RequestSupplement { deadline: day() });
    let again = Command::RequestSupplement { deadline: NaiveDate::MAX };
    assert_eq!(decide(&waiting, procedure_fee(0), &again), Ok(None));
}

#[test]
fn before_its_acceptance_a_dossier_is_withdrawn_at_once() {
    assert_eq!(go(&submitted(), &Command::Withdraw { reason: "r".into() }).status(), Status::Stopped);
}

#[test]
fn after_the_decision_nothing_is_withdrawn_or_corrected() {
    let stage = go(&accepted(), &Command::RecordDecision);
    for command in [
        Command::Withdraw { reason: "r".into() },
        Command::Correct(Correction::default(), Receipt { issue: 2, ..receipt() }),
    ] {
        assert_eq!(decide(&stage, procedure_fee(0), &command), Err(Refusal::DecidedAlready), "{command:?}");
    }
}

#[test]
fn a_code_never_changes() {
    for state in states().into_iter().filter(|state| state.0.code().is_some()) {
        for command in commands(&state.0) {
            if let Ok(Some(event)) = decided(&state, &command) {
                assert_eq!(after(&state, &event).0.code(), state.0.code(), "{state:?} {command:?}");
            }
        }
    }
}

#[test]
fn no_supplement_is_due_before_the_acceptance() {
    let accepted_on = motcua_worktime::local_date(at());
    let request = |deadline| decide(&accepted(), procedure_fee(0), &Command::RequestSupplement { deadline });
    for deadline in [accepted_on.pred_opt().unwrap(), NaiveDate::from_ymd_opt(1, 1, 1).unwrap(), NaiveDate::MIN] {
        assert_eq!(request(deadline), Err(Refusal::BeforeAcceptance), "{deadline}");
    }
    assert!(matches!(request(accepted_on), Ok(Some(_))));
}

#[test]
fn a_correction_keeps_the_code() {
    let again = Receipt { issue: 2, ..receipt() };
    let corrected = go(&accepted(), &Command::Correct(Correction::default(), again));
    assert_eq!(corrected.receipt().map(|receipt| (receipt.code.as_str(), receipt.issue)), Some(("c", 2)));
}

#[test]
fn every_command_but_submit_is_refused_before_the_submission() {
    let refused = decide(&Stage::Absent, procedure_fee(0), &Command::Accept(receipt()));
    assert_eq!(refused, Err(Refusal::NotFound));
}

#[test]
fn applicant_data_never_enter_the_history() {
    let correction = Correction { process: None, applicant: Some(applicant()), reason: "r".into() };
    let command = Command::Correct(correction, Receipt { issue: 2, ..receipt() });
    let event = decide(&accepted(), procedure_fee(0), &command).unwrap().unwrap();
    let written = serde_json::to_string(&event).unwrap();
    for personal in ["Mai", "0123000", "mai@", "Giàng"] {
        assert!(!written.contains(personal), "{personal} in {written}");
    }
}
