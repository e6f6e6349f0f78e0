//! The money of a dossier: paid once, and not kept when it is owed no more.

use super::*;

#[test]
fn a_surplus_is_noted_and_paid_back_in_every_status_and_changes_none() {
    for standing in standings().into_iter().filter(|standing| standing.0 != Stage::Absent) {
        for command in [Command::NoteSurplus { fee: fee().id, amount_vnd: 1 }, Command::NoteRefund(refund())] {
            let event = decided(&standing, &command).unwrap().unwrap();
            assert_eq!(after(&standing, &event), standing, "{command:?}");
        }
    }
}

/// Whatever was done before: nothing is paid that is not due, and nothing is held that is not owed.
#[test]
fn the_own_fee_is_paid_once_and_what_is_owed_no_more_goes_back() {
    for standing in standings() {
        let (stage, fee) = &standing;
        assert_eq!(fee.excess_vnd(stage), 0, "{standing:?}");
        let paid = decided(&standing, &pay(fee.id, PRICE, false));
        assert_eq!(matches!(paid, Ok(Some(_))), fee.due_vnd(stage) > 0, "{standing:?}");
        if fee.paid_vnd == PRICE && matches!(stage.status(), 1 | 2) {
            assert_eq!(paid, Err(Refusal::PaidAlready), "{standing:?}");
        }
    }
}

#[test]
fn what_was_paid_goes_back_when_the_dossier_is_refused_or_taken_back_before_acceptance() {
    let submitted = go(&Stage::Absent, &Command::Submit);
    let sent = go(&submitted, &Command::Forward(forwarding()));
    for stage in [submitted, sent] {
        for end in [Command::Refuse { reason: "r".into() }, Command::Withdraw { reason: "r".into() }] {
            let surplus = |paid| decide(&stage, own(paid), &end, at()).unwrap().unwrap().surplus_vnd;
            assert_eq!((surplus(0), surplus(PRICE)), (0, PRICE), "{end:?}");
        }
    }
    // What was accepted was worked on: its fee stays.
    let stopped = decide(&accepted(), own(PRICE), &Command::NoteStop, at()).unwrap().unwrap();
    assert_eq!(stopped.surplus_vnd, 0);
}

#[test]
fn what_a_correction_makes_dearer_stays_due_and_what_it_makes_cheaper_goes_back() {
    let way = Some(RightWay { procedure: ProcedureId(uuid::Uuid::nil()), case_code: "2".into() });
    let corrected = |fee_vnd| {
        let command = Command::Correct(
            Correction { way: way.clone(), ..Correction::default() },
            Acceptance { fee_vnd, issue: 2, ..receipt() },
        );
        let event = decide(&accepted(), own(PRICE), &command, at()).unwrap().unwrap();
        let fee = own(PRICE).after(&event);
        (fee.owed_vnd(&event.then), fee.paid_vnd, fee.due_vnd(&event.then), event.surplus_vnd)
    };
    assert_eq!(corrected(50_000), (50_000, PRICE, 20_000, 0));
    assert_eq!(corrected(10_000), (10_000, 10_000, 0, 20_000));
    assert_eq!(corrected(0), (0, 0, 0, PRICE));
}

#[test]
fn of_a_payment_larger_than_what_is_due_by_then_the_rest_goes_back() {
    let event = decide(&accepted(), own(20_000), &pay(own(0).id, PRICE, false), at()).unwrap().unwrap();
    assert_eq!((event.surplus_vnd, own(20_000).after(&event).paid_vnd), (20_000, PRICE));
}

#[test]
fn only_the_fee_that_is_due_can_be_paid() {
    let due = go(&accepted(), &Command::DemandFee(fee()));
    let other = "00000000-0000-0000-0000-000000000002".parse::<FeeId>().unwrap();
    assert_eq!(decide(&due, own(0), &demanded(other), at()), Err(Refusal::NoSuchFee));
    assert_eq!(go(&due, &demanded(fee().id)).open().unwrap().fee, None);
}
