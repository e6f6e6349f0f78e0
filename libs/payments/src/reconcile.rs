//! Reconciliation of our payments with the platform's statement; every line of either side is in the result.

use std::collections::BTreeMap;

use crate::statement::Line;

/// A line of our records paired with one of the platform's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The payment as recorded here.
    pub ours: Line,
    /// The payment as the platform's statement lists it.
    pub theirs: Line,
}

/// The result: every line of either side is in exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Same order, same transaction, same amount.
    pub matched: Vec<Pair>,
    /// In the statement only: the platform took the money, but its notification was lost.
    pub missing_here: Vec<Line>,
    /// In our records only: the statement does not list it.
    pub missing_there: Vec<Line>,
    /// The same order with another amount or another transaction.
    pub differing: Vec<Pair>,
}

impl Reconciliation {
    /// Appends the result for other lines.
    pub fn extend(&mut self, other: Self) {
        self.matched.extend(other.matched);
        self.missing_here.extend(other.missing_here);
        self.missing_there.extend(other.missing_there);
        self.differing.extend(other.differing);
    }
}

/// Compares our payments with the platform's. The times are not compared: the two sides may round them differently.
pub fn reconcile(ours: &[Line], theirs: &[Line]) -> Reconciliation {
    let mut result = Reconciliation::default();
    for (mut here, mut there) in by_reference(ours, theirs).into_values() {
        result.matched.extend(drain_pairs(&mut here, &mut there, |one, other| {
            one.transaction == other.transaction && one.amount_vnd == other.amount_vnd
        }));
        result.differing.extend(drain_pairs(&mut here, &mut there, |one, other| one.transaction == other.transaction));
        result.differing.extend(drain_pairs(&mut here, &mut there, |_, _| true));
        result.missing_there.extend(here.into_iter().cloned());
        result.missing_here.extend(there.into_iter().cloned());
    }
    result
}

type Sides<'a> = (Vec<&'a Line>, Vec<&'a Line>);

fn by_reference<'a>(ours: &'a [Line], theirs: &'a [Line]) -> BTreeMap<&'a str, Sides<'a>> {
    let mut orders: BTreeMap<&str, Sides<'a>> = BTreeMap::new();
    for line in ours {
        orders.entry(&line.reference).or_default().0.push(line);
    }
    for line in theirs {
        orders.entry(&line.reference).or_default().1.push(line);
    }
    orders
}

/// Removes the lines that match from both sides and returns them as pairs; each line is in at most one pair.
fn drain_pairs(here: &mut Vec<&Line>, there: &mut Vec<&Line>, matches: fn(&Line, &Line) -> bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    here.retain(|ours| {
        let Some(index) = there.iter().position(|theirs| matches(ours, theirs)) else { return true };
        pairs.push(Pair { ours: (*ours).clone(), theirs: there.remove(index).clone() });
        false
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::LineKind;
    use chrono::DateTime;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn line(reference: u8, transaction: u8, amount_vnd: u64, second: i64) -> Line {
        let paid_at = DateTime::from_timestamp(1_640_000_000 + second, 0).unwrap();
        let (reference, transaction) = (format!("R{reference}"), format!("T{transaction}"));
        Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at }
    }

    /// Few references, transactions and amounts, so that lines match, differ and repeat often.
    fn lines() -> impl Strategy<Value = Vec<Line>> {
        let one = (0u8..5, 0u8..3, 1u64..3, 0i64..2).prop_map(|(r, t, amount, second)| line(r, t, amount, second));
        proptest::collection::vec(one, 0..14)
    }

    fn sorted<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Line> {
        let mut lines: Vec<Line> = lines.cloned().collect();
        lines.sort();
        lines
    }

    proptest! {
        #[test]
        fn every_line_of_either_side_appears_exactly_once(ours in lines(), theirs in lines()) {
            let found = reconcile(&ours, &theirs);
            let pairs = || found.matched.iter().chain(&found.differing);
            prop_assert_eq!(sorted(pairs().map(|pair| &pair.ours).chain(&found.missing_there)), sorted(ours.iter()));
            prop_assert_eq!(sorted(pairs().map(|pair| &pair.theirs).chain(&found.missing_here)), sorted(theirs.iter()));
        }

        #[test]
        fn every_line_is_in_the_list_that_fits_it(ours in lines(), theirs in lines()) {
            let found = reconcile(&ours, &theirs);
            let same = |pair: &Pair| {
                pair.ours.transaction == pair.theirs.transaction && pair.ours.amount_vnd == pair.theirs.amount_vnd
            };
            prop_assert!(found.matched.iter().chain(&found.differing).all(|p| p.ours.reference == p.theirs.reference));
            prop_assert!(found.matched.iter().all(same));
            prop_assert!(!found.differing.iter().any(same));
            // Nothing is missing on both sides at once: it would have been a pair.
            let of = |lines: &[Line]| lines.iter().map(|line| line.reference.clone()).collect::<BTreeSet<_>>();
            prop_assert!(of(&found.missing_here).is_disjoint(&of(&found.missing_there)));
        }

        #[test]
        fn a_list_matches_itself_in_any_order(mut lines in lines()) {
            let before = lines.clone();
            lines.reverse();
            let found = reconcile(&before, &lines);
            prop_assert_eq!(found.matched.len(), before.len());
            prop_assert!(found.missing_here.is_empty() && found.missing_there.is_empty() && found.differing.is_empty());
        }
    }

    #[test]
    fn lost_notifications_other_amounts_and_unknown_payments_are_separate_lists() {
        let ours = [line(1, 1, 50, 0), line(2, 2, 50, 0), line(3, 3, 50, 0)];
        let theirs = [line(1, 1, 50, 1), line(2, 2, 40, 0), line(4, 4, 50, 0)];
        let found = reconcile(&ours, &theirs);
        assert_eq!((found.matched.len(), found.differing.len()), (1, 1));
        assert_eq!(found.missing_here, [line(4, 4, 50, 0)]);
        assert_eq!(found.missing_there, [line(3, 3, 50, 0)]);
    }
}
