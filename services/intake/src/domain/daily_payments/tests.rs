//! The comparison of a day's payments with the platform's statement, one test for each rule.

use super::*;
use chrono::DateTime;

fn line(reference: &str, transaction: &str, amount_vnd: u64) -> Line {
    let paid_at = DateTime::UNIX_EPOCH;
    let (reference, transaction) = (reference.into(), transaction.into());
    Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at }
}

#[test]
fn a_wrong_amount_shows_as_differing_before_and_after_the_statement() {
    let disputed =
        DisputedPayment { line: line("R", "T", 40), dispute: PaymentDispute::WrongAmount, ordered_vnd: Some(50) };
    let payments = DailyPayments { settled: Vec::new(), disputed: vec![disputed] };
    for lines in [vec![], vec![line("R", "T", 40)]] {
        let found = payments.reconcile(&Statement { lines });
        assert_eq!(found.differing.len(), 1);
        assert_eq!((found.differing[0].ours.amount_vnd, found.differing[0].theirs.amount_vnd), (50, 40));
        assert!(found.missing_here.is_empty() && found.missing_there.is_empty());
    }
}

#[test]
fn two_wrong_amounts_of_one_transaction_both_differ() {
    let disputed = |amount_vnd| DisputedPayment {
        line: line("R", "T", amount_vnd),
        dispute: PaymentDispute::WrongAmount,
        ordered_vnd: Some(50),
    };
    let payments = DailyPayments { settled: Vec::new(), disputed: vec![disputed(40), disputed(45)] };
    for lines in [vec![], vec![line("R", "T", 40)]] {
        let found = payments.reconcile(&Statement { lines });
        let mut amounts: Vec<_> =
            found.differing.iter().map(|pair| (pair.ours.amount_vnd, pair.theirs.amount_vnd)).collect();
        amounts.sort_unstable();
        assert_eq!(amounts, [(50, 40), (50, 45)]);
        assert!(found.missing_here.is_empty() && found.missing_there.is_empty());
    }
}

#[test]
fn a_line_belongs_to_the_local_day_on_which_the_money_was_taken() {
    // Midnight in Viet Nam is 17:00 UTC of the day before.
    let late = Line { paid_at: DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(17), ..line("R", "T", 1) };
    let statement = Statement { lines: vec![line("R", "T", 1), late] };
    let errors = |day| lines_of_other_days(&statement, NaiveDate::from_ymd_opt(1970, 1, day).unwrap());
    let pointers = |day| errors(day).into_iter().map(|error| error.pointer).collect::<Vec<_>>();
    assert_eq!((pointers(1), pointers(2)), (vec!["/lines/1/paidAt".to_owned()], vec!["/lines/0/paidAt".to_owned()]));
}

#[test]
fn a_refund_is_not_counted_as_a_payment() {
    let back = Line { kind: LineKind::Refund, ..line("R", "T", 50) };
    let payments = DailyPayments { settled: vec![line("R", "T", 50)], disputed: Vec::new() };
    let found = payments.reconcile(&Statement { lines: vec![back.clone()] });
    assert_eq!((found.matched.len(), found.missing_there.len(), found.missing_here.len()), (0, 1, 0));
    let found = payments.reconcile(&Statement { lines: vec![back, line("R", "T", 50)] });
    assert_eq!((found.matched.len(), found.missing_there.len(), found.missing_here.len()), (1, 0, 0));
}

/// Recorded on one day and paid on another: each day shows what has no other side, and the pair is shown once.
#[test]
fn a_refund_is_shown_on_one_day_whichever_day_the_platform_paid_it() {
    let on = |day: i64, line: Line| Line { paid_at: line.paid_at + TimeDelta::days(day), ..line };
    let day = |day| NaiveDate::from_ymd_opt(1970, 1, day).unwrap();
    let lists = |ours: &[Line], theirs: &[Line]| {
        [1, 2, 3].map(|of| {
            let found = refunds_of_day(day(of), ours, theirs);
            [found.matched.len(), found.differing.len(), found.missing_here.len(), found.missing_there.len()]
        })
    };
    let ours = [on(0, line("R", "H1", 50))];
    assert_eq!(lists(&ours, &[on(1, line("R", "H1", 50))]), [[0; 4], [1, 0, 0, 0], [0; 4]]);
    assert_eq!(lists(&ours, &[on(2, line("R", "H1", 40))]), [[0; 4], [0; 4], [0, 1, 0, 0]]);
    assert_eq!(lists(&ours, &[]), [[0, 0, 0, 1], [0; 4], [0; 4]]);
    // Paid back twice there.
    let theirs = [on(1, line("R", "H1", 50)), on(2, line("R", "H2", 50))];
    assert_eq!(lists(&ours, &theirs), [[0; 4], [1, 0, 0, 0], [0, 0, 1, 0]]);
    let late = [on(1, line("R", "H1", 50))];
    assert_eq!(lists(&late, &[on(0, line("R", "H1", 50))]), [[1, 0, 0, 0], [0; 4], [0; 4]]);
}

#[test]
fn a_second_transaction_for_one_order_is_missing_here() {
    let disputed = DisputedPayment {
        line: line("R", "T2", 50),
        dispute: PaymentDispute::SecondTransaction,
        ordered_vnd: Some(50),
    };
    let payments = DailyPayments { settled: vec![line("R", "T1", 50)], disputed: vec![disputed] };
    let found = payments.reconcile(&Statement { lines: vec![line("R", "T1", 50)] });
    assert_eq!((found.matched.len(), found.missing_here), (1, vec![line("R", "T2", 50)]));
}

#[test]
fn a_notification_of_an_unknown_order_is_missing_here() {
    let disputed = DisputedPayment { line: line("?", "T", 50), dispute: PaymentDispute::Unknown, ordered_vnd: None };
    let payments = DailyPayments { settled: Vec::new(), disputed: vec![disputed] };
    assert_eq!(payments.reconcile(&Statement::default()).missing_here.len(), 1);
}
