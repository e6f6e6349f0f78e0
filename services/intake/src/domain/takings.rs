//! The money of a day: what was noted here held against what the payment platform says.

use std::collections::HashSet;

use chrono::NaiveDate;
use motcua_kit::problem::FieldError;
use motcua_payments::{Line, Reconciliation, Statement, reconcile};
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
    /// Holds them against the platform's statement, or against its notices alone while there is none. A notice counts
    /// as a line of the platform's even before the statement says so.
    pub fn against(&self, statement: &Statement) -> Reconciliation {
        let stated: HashSet<(&str, &str, u64)> = statement.lines.iter().map(key).collect();
        let only_noticed = self.doubted.iter().map(|doubted| &doubted.line).filter(|line| !stated.contains(&key(line)));
        let theirs: Vec<Line> = statement.lines.iter().chain(only_noticed).cloned().collect();
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
        Line { reference: reference.into(), transaction: transaction.into(), amount_vnd, paid_at }
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
