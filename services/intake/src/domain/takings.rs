//! The money of a day: what was noted here held against what the payment platform says.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};
use motcua_kit::problem::FieldError;
use motcua_payments::{Line, LineKind, Reconciliation, Statement, reconcile};
use motcua_worktime::local_date;

use super::Doubt;

/// Every line of a day's statement whose money was taken on another local day.
pub fn of_another_day(statement: &Statement, day: NaiveDate) -> Vec<FieldError> {
    let strange = statement.lines.iter().enumerate().filter(|(_, line)| local_date(line.paid_at) != day);
    let wrong = strange.map(|(place, _)| FieldError {
        pointer: format!("/lines/{place}/paidAt"),
        code: "other-day".to_owned(),
        message: "Giao dịch của ngày khác / A payment of another day".to_owned(),
    });
    wrong.collect()
}

/// How far the record of a refund and the platform's word of it lie apart at most: they seldom fall on the same day.
const APART: TimeDelta = TimeDelta::days(31);

/// The first and the last local day on which the other side of a refund of this day is looked for.
pub fn window(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (day.checked_sub_signed(APART).unwrap_or(day), day.checked_add_signed(APART).unwrap_or(day))
}

/// What a local day shows of the refunds of its window, recorded here and stated by the platform: a pair stands in the
/// day of the platform, what has no other side in its own.
pub fn refunds_on(day: NaiveDate, ours: &[Line], theirs: &[Line]) -> Reconciliation {
    let of_day = |line: &Line| local_date(line.paid_at) == day;
    let mut found = reconcile(ours, theirs);
    found.matched.retain(|pair| of_day(&pair.theirs));
    found.differing.retain(|pair| of_day(&pair.theirs));
    found.missing_here.retain(of_day);
    found.missing_there.retain(of_day);
    found
}

/// What intake knows of a local day.
#[derive(Debug, Clone, Default)]
pub struct Takings {
    /// The online payments that money came for.
    pub settled: Vec<Line>,
    /// The notices that were not acted upon.
    pub doubted: Vec<Doubted>,
}

/// A notice that was not acted upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubted {
    /// What the platform said.
    pub line: Line,
    /// Why.
    pub why: Doubt,
    /// What was ordered, in đồng, where the payment is known.
    pub ordered_vnd: Option<u64>,
}

impl Takings {
    /// Holds them against the payments of the platform's statement, or against its notices alone while there is none. A
    /// notice counts as a line of the platform's even before the statement says so.
    pub fn against(&self, statement: &Statement) -> Reconciliation {
        let stated: HashSet<(&str, &str, u64)> = statement.of_kind(LineKind::Payment).map(key).collect();
        let only_noticed = self.doubted.iter().map(|doubted| &doubted.line).filter(|line| !stated.contains(&key(line)));
        let theirs: Vec<Line> = statement.of_kind(LineKind::Payment).chain(only_noticed).cloned().collect();
        let settled: HashSet<&str> = self.settled.iter().map(|line| line.reference.as_str()).collect();
        let ordered = self.doubted.iter().filter(|doubted| !settled.contains(doubted.line.reference.as_str()));
        let ours: Vec<Line> = self.settled.iter().cloned().chain(ordered.filter_map(Doubted::ordered)).collect();
        reconcile(&ours, &theirs)
    }
}

impl Doubted {
    /// What was ordered, beside which the other amount shows.
    fn ordered(&self) -> Option<Line> {
        let amount_vnd = self.ordered_vnd.filter(|_| self.why == Doubt::WrongAmount)?;
        Some(Line { amount_vnd, ..self.line.clone() })
    }
}

/// Another amount is another word of the platform's, even about the same transaction.
fn key(line: &Line) -> (&str, &str, u64) {
    (&line.reference, &line.transaction, line.amount_vnd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn line(reference: &str, transaction: &str, amount_vnd: u64) -> Line {
        let paid_at = DateTime::UNIX_EPOCH;
        let (reference, transaction) = (reference.into(), transaction.into());
        Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at }
    }

    #[test]
    fn a_wrong_amount_shows_as_differing_before_and_after_the_statement() {
        let doubted = Doubted { line: line("R", "T", 40), why: Doubt::WrongAmount, ordered_vnd: Some(50) };
        let takings = Takings { settled: Vec::new(), doubted: vec![doubted] };
        for lines in [vec![], vec![line("R", "T", 40)]] {
            let found = takings.against(&Statement { lines });
            assert_eq!(found.differing.len(), 1);
            assert_eq!((found.differing[0].ours.amount_vnd, found.differing[0].theirs.amount_vnd), (50, 40));
            assert!(found.missing_here.is_empty() && found.missing_there.is_empty());
        }
    }

    #[test]
    fn two_wrong_amounts_of_one_transaction_differ_both_before_and_after_the_statement() {
        let doubted =
            |amount_vnd| Doubted { line: line("R", "T", amount_vnd), why: Doubt::WrongAmount, ordered_vnd: Some(50) };
        let takings = Takings { settled: Vec::new(), doubted: vec![doubted(40), doubted(45)] };
        for lines in [vec![], vec![line("R", "T", 40)]] {
            let found = takings.against(&Statement { lines });
            let mut amounts: Vec<_> =
                found.differing.iter().map(|pair| (pair.ours.amount_vnd, pair.theirs.amount_vnd)).collect();
            amounts.sort_unstable();
            assert_eq!(amounts, [(50, 40), (50, 45)]);
            assert!(found.missing_here.is_empty() && found.missing_there.is_empty());
        }
    }

    #[test]
    fn a_line_belongs_to_the_local_day_in_which_the_money_was_taken() {
        // Midnight in Viet Nam is 17:00 UTC of the day before.
        let late = Line { paid_at: DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(17), ..line("R", "T", 1) };
        let statement = Statement { lines: vec![line("R", "T", 1), late] };
        let strange = |day| of_another_day(&statement, NaiveDate::from_ymd_opt(1970, 1, day).unwrap());
        let pointers = |day| strange(day).into_iter().map(|error| error.pointer).collect::<Vec<_>>();
        assert_eq!(
            (pointers(1), pointers(2)),
            (vec!["/lines/1/paidAt".to_owned()], vec!["/lines/0/paidAt".to_owned()])
        );
    }

    #[test]
    fn a_refund_of_the_same_order_is_no_payment() {
        let back = Line { kind: LineKind::Refund, ..line("R", "T", 50) };
        let takings = Takings { settled: vec![line("R", "T", 50)], doubted: Vec::new() };
        let found = takings.against(&Statement { lines: vec![back.clone()] });
        assert_eq!((found.matched.len(), found.missing_there.len(), found.missing_here.len()), (0, 1, 0));
        let found = takings.against(&Statement { lines: vec![back, line("R", "T", 50)] });
        assert_eq!((found.matched.len(), found.missing_there.len(), found.missing_here.len()), (1, 0, 0));
    }

    /// Recorded on one day and paid back on another: each shows what has no other side, and the pair stands once.
    #[test]
    fn a_refund_stands_on_one_day_whichever_day_the_platform_paid_it_back() {
        let on = |day: i64, line: Line| Line { paid_at: line.paid_at + TimeDelta::days(day), ..line };
        let day = |day| NaiveDate::from_ymd_opt(1970, 1, day).unwrap();
        let lists = |ours: &[Line], theirs: &[Line]| {
            [1, 2, 3].map(|of| {
                let found = refunds_on(day(of), ours, theirs);
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
        let doubted = Doubted { line: line("R", "T2", 50), why: Doubt::SecondTransaction, ordered_vnd: Some(50) };
        let takings = Takings { settled: vec![line("R", "T1", 50)], doubted: vec![doubted] };
        let found = takings.against(&Statement { lines: vec![line("R", "T1", 50)] });
        assert_eq!((found.matched.len(), found.missing_here), (1, vec![line("R", "T2", 50)]));
    }

    #[test]
    fn a_notice_for_an_unknown_order_is_missing_here() {
        let doubted = Doubted { line: line("?", "T", 50), why: Doubt::Unknown, ordered_vnd: None };
        let takings = Takings { settled: Vec::new(), doubted: vec![doubted] };
        assert_eq!(takings.against(&Statement::default()).missing_here.len(), 1);
    }
}
