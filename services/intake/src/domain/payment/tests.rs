//! The rules of payments, one test each.

use super::*;
use crate::domain::{Moment, Refusal};
use chrono::DateTime;
use uuid::Uuid;

fn dossier() -> DossierId {
    DossierId(Uuid::from_u128(1))
}

fn started() -> Payment {
    let fee = FeeId(Uuid::from_u128(9));
    let owed = Owed { fee, amount_vnd: 30_000, moment: Moment::Intake, demanded: false };
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

#[test]
fn all_that_is_open_of_a_surplus_is_refunded_and_nothing_else() {
    let refund = |surplus_vnd, refunded_vnd, given| {
        let refund = Payment { surplus_vnd, refunded_vnd, ..paid() }.refund(given, None, "r".into());
        refund.map(|refund| refund.amount_vnd)
    };
    assert_eq!((refund(30_000, 0, 30_000), refund(20_000, 0, 20_000)), (Ok(30_000), Ok(20_000)));
    assert_eq!(refund(0, 0, 20_000), Err(Refusal::NothingToRefund));
    assert_eq!(refund(20_000, 20_000, 20_000), Err(Refusal::NothingToRefund));
    // More became too much afterwards.
    assert_eq!(refund(30_000, 20_000, 10_000), Ok(10_000));
    assert_eq!(refund(30_000, 20_000, 30_000), Err(Refusal::OtherSurplus));
}

#[test]
fn what_is_owed_no_more_goes_back_from_as_many_payments_as_it_takes() {
    let of = |amount_vnd| Payment { amount_vnd, ..paid() };
    let given = |surplus| {
        let given = give_back(vec![of(20_000), of(30_000)], surplus);
        given.into_iter().map(|payment| (payment.surplus_vnd, payment.state)).collect::<Vec<_>>()
    };
    assert_eq!(given(5_000), [(5_000, PaymentState::Paid)]);
    assert_eq!(given(20_000), [(20_000, PaymentState::Surplus)]);
    assert_eq!(given(50_000), [(20_000, PaymentState::Surplus), (30_000, PaymentState::Surplus)]);
    // What goes back already is not given twice.
    let half = Payment { surplus_vnd: 15_000, ..of(20_000) };
    let again = give_back(vec![half, of(30_000)], 10_000);
    assert_eq!(again.iter().map(|payment| payment.surplus_vnd).collect::<Vec<_>>(), [20_000, 5_000]);
}
