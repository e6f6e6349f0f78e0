//! The money of a day: what was noted here held against what the payment platform says.

use std::collections::HashSet;

use motcua_payments::{Line, Reconciliation, Statement, reconcile};

use super::Doubt;

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
        let stated: HashSet<(&str, &str)> = statement.lines.iter().map(key).collect();
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

fn key(line: &Line) -> (&str, &str) {
    (&line.reference, &line.transaction)
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
