//! The rules of payments, one test each.

use super::*;
use crate::domain::{Acceptance, FeeDue, Open};
use chrono::DateTime;

fn dossier() -> DossierId {
    DossierId(Uuid::from_u128(1))
}

fn own() -> OwnFee {
    OwnFee { id: OwnFee::id_of(dossier()), amount_vnd: 30_000, paid: false }
}

fn accepted(open: Open) -> Stage {
    let receipt = Acceptance {
        code: "c".into(),
        at: DateTime::UNIX_EPOCH,
        received_at: None,
        due_at: DateTime::UNIX_EPOCH,
        local_due_at: None,
        procedure_version: 1,
        calendar_version: 1,
        unit: "H35.05.01".into(),
        issue: 1,
    };
    Stage::Accepted { receipt, open }
}

fn started() -> Payment {
    let owed = owed(&accepted(Open::default()), own(), own().id).unwrap();
    Payment::started(PaymentId(Uuid::from_u128(2)), dossier(), &owed)
}

fn notice(transaction: &str) -> Notice {
    Notice {
        reference: PaymentId(Uuid::from_u128(2)).to_string(),
        transaction: transaction.into(),
        amount_vnd: 30_000,
        paid_at: DateTime::UNIX_EPOCH,
        succeeded: true,
    }
}

fn paid() -> Payment {
    Payment { state: PaymentState::Paid, transaction: Some("T1".into()), ..started() }
}

#[test]
fn the_fee_of_the_procedure_is_owed_from_the_submission_on_until_it_is_paid() {
    let stages = [Stage::Submitted { at: DateTime::UNIX_EPOCH }, accepted(Open::default())];
    for stage in stages {
        assert_eq!(owed(&stage, own(), own().id).map(|owed| owed.amount_vnd), Ok(30_000));
        assert_eq!(owed(&stage, OwnFee { paid: true, ..own() }, own().id), Err(Refusal::PaidAlready));
        assert_eq!(owed(&stage, OwnFee { amount_vnd: 0, ..own() }, own().id), Err(Refusal::NoSuchFee));
    }
}

#[test]
fn a_dossier_that_ended_owes_nothing() {
    let ended = Stage::Refused { reason: "r".into(), sent: None };
    assert_eq!(owed(&ended, own(), own().id), Err(Refusal::WrongStage));
}

#[test]
fn the_moment_of_a_fee_follows_from_how_the_dossier_stands() {
    let moment = |open, fee| owed(&accepted(open), own(), fee).map(|owed| owed.moment);
    let demanded = FeeDue { id: FeeId(Uuid::from_u128(3)), amount_vnd: 5 };
    let papers_until = Some(chrono::NaiveDate::MIN);
    assert_eq!(moment(Open::default(), own().id), Ok(Moment::Intake));
    assert_eq!(moment(Open { papers_until, ..Open::default() }, own().id), Ok(Moment::Supplement));
    assert_eq!(moment(Open { fee: Some(demanded), ..Open::default() }, demanded.id), Ok(Moment::Supplement));
    assert_eq!(moment(Open { decided: true, ..Open::default() }, own().id), Ok(Moment::Return));
}

#[test]
fn the_first_notice_pays_and_a_repeat_changes_nothing() {
    assert_eq!(started().settle(&notice("T1"), true), Ok(Some(PaymentState::Paid)));
    assert_eq!(paid().settle(&notice("T1"), false), Ok(None));
}

#[test]
fn money_for_what_is_owed_no_more_is_a_surplus() {
    assert_eq!(started().settle(&notice("T1"), false), Ok(Some(PaymentState::Surplus)));
}

#[test]
fn a_cancelled_payment_can_still_be_made_and_a_payment_made_is_not_cancelled() {
    let cancelled = Notice { succeeded: false, ..notice("T0") };
    assert_eq!(started().settle(&cancelled, true), Ok(Some(PaymentState::Failed)));
    let failed = Payment { state: PaymentState::Failed, ..started() };
    assert_eq!(failed.settle(&cancelled, true), Ok(None));
    assert_eq!(failed.settle(&notice("T1"), true), Ok(Some(PaymentState::Paid)));
    assert_eq!(paid().settle(&cancelled, false), Ok(None));
}

#[test]
fn another_amount_or_a_second_transaction_is_in_doubt() {
    let less = Notice { amount_vnd: 29_999, ..notice("T1") };
    assert_eq!(started().settle(&less, true), Err(Doubt::WrongAmount));
    assert_eq!(paid().settle(&less, false), Err(Doubt::WrongAmount));
    assert_eq!(paid().settle(&notice("T2"), false), Err(Doubt::SecondTransaction));
}
