//! The rules of payments, one test each.

use super::*;
use crate::domain::{CollectionPoint, Refusal};
use chrono::DateTime;
use uuid::Uuid;

fn dossier() -> DossierId {
    DossierId(Uuid::from_u128(1))
}

fn started() -> Payment {
    let fee = FeeId(Uuid::from_u128(9));
    let payable = PayableFee { fee, amount_vnd: 30_000, collection_point: CollectionPoint::Intake, demanded: false };
    Payment::started(PaymentId(Uuid::from_u128(2)), dossier(), &payable)
}

fn notification(transaction: &str) -> PaymentNotification {
    PaymentNotification {
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
fn the_first_notification_pays_and_a_repeated_one_changes_nothing() {
    assert_eq!(started().decide(&notification("T1"), true), Ok(Some(PaymentState::Paid)));
    assert_eq!(paid().decide(&notification("T1"), false), Ok(None));
}

#[test]
fn money_for_what_is_owed_no_more_is_a_surplus() {
    assert_eq!(started().decide(&notification("T1"), false), Ok(Some(PaymentState::Surplus)));
}

#[test]
fn a_cancelled_payment_can_still_be_made_and_a_made_one_is_not_cancelled() {
    let cancelled = PaymentNotification { succeeded: false, ..notification("T0") };
    assert_eq!(started().decide(&cancelled, true), Ok(Some(PaymentState::Failed)));
    let failed = Payment { state: PaymentState::Failed, ..started() };
    assert_eq!(failed.decide(&cancelled, true), Ok(None));
    assert_eq!(failed.decide(&notification("T1"), true), Ok(Some(PaymentState::Paid)));
    assert_eq!(paid().decide(&cancelled, false), Ok(None));
}

#[test]
fn another_amount_or_a_second_transaction_is_disputed() {
    let less = PaymentNotification { amount_vnd: 29_999, ..notification("T1") };
    assert_eq!(started().decide(&less, true), Err(PaymentDispute::WrongAmount));
    assert_eq!(paid().decide(&less, false), Err(PaymentDispute::WrongAmount));
    assert_eq!(paid().decide(&notification("T2"), false), Err(PaymentDispute::SecondTransaction));
}

#[test]
fn a_refund_is_the_whole_open_surplus_and_nothing_else() {
    let refund = |surplus_vnd, refunded_vnd, amount_vnd| {
        let refund = Payment { surplus_vnd, refunded_vnd, ..paid() }.refund(amount_vnd, None, "r".into());
        refund.map(|refund| refund.amount_vnd)
    };
    assert_eq!((refund(30_000, 0, 30_000), refund(20_000, 0, 20_000)), (Ok(30_000), Ok(20_000)));
    assert_eq!(refund(0, 0, 20_000), Err(Refusal::NothingToRefund));
    assert_eq!(refund(20_000, 20_000, 20_000), Err(Refusal::NothingToRefund));
    // The surplus grew afterwards.
    assert_eq!(refund(30_000, 20_000, 10_000), Ok(10_000));
    assert_eq!(refund(30_000, 20_000, 30_000), Err(Refusal::RefundAmountChanged));
}

#[test]
fn a_surplus_is_allocated_to_as_many_payments_as_it_takes() {
    let of = |amount_vnd| Payment { amount_vnd, ..paid() };
    let allocated = |surplus| {
        let changed = allocate_surplus(vec![of(20_000), of(30_000)], surplus, DateTime::UNIX_EPOCH);
        changed.into_iter().map(|payment| (payment.surplus_vnd, payment.state)).collect::<Vec<_>>()
    };
    assert_eq!(allocated(5_000), [(5_000, PaymentState::Paid)]);
    assert_eq!(allocated(20_000), [(20_000, PaymentState::Surplus)]);
    assert_eq!(allocated(50_000), [(20_000, PaymentState::Surplus), (30_000, PaymentState::Surplus)]);
    // What is to be refunded already is not allocated twice.
    let half = Payment { surplus_vnd: 15_000, ..of(20_000) };
    let again = allocate_surplus(vec![half, of(30_000)], 10_000, DateTime::UNIX_EPOCH);
    assert_eq!(again.iter().map(|payment| payment.surplus_vnd).collect::<Vec<_>>(), [20_000, 5_000]);
}

#[test]
fn a_second_surplus_is_listed_with_the_first_until_that_is_refunded() {
    let day = |day: i64| DateTime::from_timestamp(day * 86_400, 0).unwrap();
    let more = |payment: Payment, at| allocate_surplus(vec![payment], 5_000, at).remove(0);
    let twice = more(more(paid(), day(1)), day(2));
    assert_eq!((twice.surplus_vnd, twice.surplus_at), (10_000, Some(day(1))));
    let refunded = Payment { refunded_vnd: 10_000, ..twice };
    assert_eq!(more(refunded, day(3)).surplus_at, Some(day(3)));
}
