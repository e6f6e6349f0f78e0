//! Two lists of the same money held against each other; no line is lost on the way.

use std::collections::BTreeMap;

use crate::statement::Line;

/// A line of ours beside the platform's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// As it was noted here.
    pub ours: Line,
    /// As the platform says.
    pub theirs: Line,
}

/// What came out: every line of either side stands in exactly one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Same order, same transaction, same amount.
    pub matched: Vec<Pair>,
    /// The platform took money that nobody here knows of: a notice was lost.
    pub missing_here: Vec<Line>,
    /// Noted here, but the platform took nothing.
    pub missing_there: Vec<Line>,
    /// The same order with another amount or another transaction.
    pub differing: Vec<Pair>,
}

impl Reconciliation {
    /// Takes up what came out of other lines.
    pub fn extend(&mut self, other: Self) {
        self.matched.extend(other.matched);
        self.missing_here.extend(other.missing_here);
        self.missing_there.extend(other.missing_there);
        self.differing.extend(other.differing);
    }
}

/// Holds our payments against the platform's. The moments are not compared: the two may round them differently.
pub fn reconcile(ours: &[Line], theirs: &[Line]) -> Reconciliation {
    let mut found = Reconciliation::default();
    for (mut here, mut there) in by_reference(ours, theirs).into_values() {
        found.matched.extend(pair(&mut here, &mut there, |one, other| {
            one.transaction == other.transaction && one.amount_vnd == other.amount_vnd
        }));
        found.differing.extend(pair(&mut here, &mut there, |one, other| one.transaction == other.transaction));
        found.differing.extend(pair(&mut here, &mut there, |_, _| true));
        found.missing_there.extend(here.into_iter().cloned());
        found.missing_here.extend(there.into_iter().cloned());
    }
    found
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

/// Takes the pairs out that belong together; each line is taken once.
fn pair(here: &mut Vec<&Line>, there: &mut Vec<&Line>, belong: fn(&Line, &Line) -> bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    here.retain(|ours| {
        let Some(place) = there.iter().position(|theirs| belong(ours, theirs)) else { return true };
        pairs.push(Pair { ours: (*ours).clone(), theirs: there.remove(place).clone() });
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

    /// Few references, transactions and amounts, so that lines meet in every way, also twice the same.
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
        fn what_is_said_of_a_line_is_true(ours in lines(), theirs in lines()) {
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
        fn a_list_agrees_with_itself_in_any_order(mut lines in lines()) {
            let before = lines.clone();
            lines.reverse();
            let found = reconcile(&before, &lines);
            prop_assert_eq!(found.matched.len(), before.len());
            prop_assert!(found.missing_here.is_empty() && found.missing_there.is_empty() && found.differing.is_empty());
        }
    }

    #[test]
    fn a_lost_notice_another_amount_and_money_never_taken_are_told_apart() {
        let ours = [line(1, 1, 50, 0), line(2, 2, 50, 0), line(3, 3, 50, 0)];
        let theirs = [line(1, 1, 50, 1), line(2, 2, 40, 0), line(4, 4, 50, 0)];
        let found = reconcile(&ours, &theirs);
        assert_eq!((found.matched.len(), found.differing.len()), (1, 1));
        assert_eq!(found.missing_here, [line(4, 4, 50, 0)]);
        assert_eq!(found.missing_there, [line(3, 3, 50, 0)]);
    }
}
