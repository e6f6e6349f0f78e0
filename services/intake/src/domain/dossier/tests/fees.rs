//! The money of a dossier: a fee is paid once, and what is owed no more is refunded.

use super::*;

#[test]
fn a_surplus_and_its_refund_are_recorded_in_every_status_and_change_none() {
    for state in states().into_iter().filter(|state| state.0 != Stage::Absent) {
        for command in [Command::RecordSurplus { fee: fee_due().id, amount_vnd: 1 }, Command::RecordRefund(refund())] {
            let event = decided(&state, &command).unwrap().unwrap();
            assert_eq!(after(&state, &event), state, "{command:?}");
        }
    }
}

/// Whatever was done before: nothing is paid that is not due, and nothing is held that is not owed.
#[test]
fn the_procedure_fee_is_paid_once_and_what_is_owed_no_more_is_refunded() {
    for state in states() {
        let (stage, fee) = &state;
        assert_eq!(fee.excess_vnd(stage), 0, "{state:?}");
        let paid = decided(&state, &pay(fee.id, PRICE, false));
        assert_eq!(matches!(paid, Ok(Some(_))), fee.due_vnd(stage) > 0, "{state:?}");
        if fee.paid_vnd == PRICE && matches!(stage.status(), Status::Submitted | Status::Accepted) {
            assert_eq!(paid, Err(Refusal::PaidAlready), "{state:?}");
        }
    }
}

#[test]
fn a_payment_is_refunded_when_the_dossier_ends_before_its_acceptance() {
    let forwarded = go(&submitted(), &Command::Forward(forwarding()));
    for stage in [submitted(), forwarded] {
        for end in [Command::Refuse { reason: "r".into() }, Command::Withdraw { reason: "r".into() }] {
            let surplus = |paid| decide(&stage, procedure_fee(paid), &end).unwrap().unwrap().surplus_vnd;
            assert_eq!((surplus(0), surplus(PRICE)), (0, PRICE), "{end:?}");
        }
    }
    // An accepted dossier was worked on: its fee stays.
    let stopped = decide(&accepted(), procedure_fee(PRICE), &Command::Stop).unwrap().unwrap();
    assert_eq!(stopped.surplus_vnd, 0);
}

#[test]
fn a_correction_makes_the_difference_of_the_fee_due_or_refundable() {
    let process = Some(CorrectedProcess { procedure: ProcedureId(Uuid::nil()), case_code: "2".into() });
    let corrected = |fee_vnd| {
        let correction = Correction { process: process.clone(), ..Correction::default() };
        let command = Command::Correct(correction, Receipt { fee_vnd, issue: 2, ..receipt() });
        let event = decide(&accepted(), procedure_fee(PRICE), &command).unwrap().unwrap();
        let (stage, fee) = after(&(accepted(), procedure_fee(PRICE)), &event);
        (fee.owed_vnd(&stage), fee.paid_vnd, fee.due_vnd(&stage), event.surplus_vnd)
    };
    assert_eq!(corrected(50_000), (50_000, PRICE, 20_000, 0));
    assert_eq!(corrected(10_000), (10_000, 10_000, 0, 20_000));
    assert_eq!(corrected(0), (0, 0, 0, PRICE));
}

#[test]
fn the_rest_of_a_payment_larger_than_the_amount_due_is_refunded() {
    let state = (accepted(), procedure_fee(20_000));
    let event = decided(&state, &pay(procedure_fee(0).id, PRICE, false)).unwrap().unwrap();
    assert_eq!((event.surplus_vnd, after(&state, &event).1.paid_vnd), (20_000, PRICE));
}

#[test]
fn only_the_fee_that_is_due_can_be_paid() {
    let due = go(&accepted(), &Command::RequireFee(fee_due()));
    let other = FeeId(Uuid::from_u128(2));
    assert_eq!(decide(&due, procedure_fee(0), &pay_demanded(other)), Err(Refusal::NoSuchFee));
    assert_eq!(go(&due, &pay_demanded(fee_due().id)).pending().unwrap().fee_due, None);
}
