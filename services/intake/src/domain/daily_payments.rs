//! The payments of a day: what was recorded here compared with what the payment platform states.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};
use motcua_contracts::Text;
use motcua_kit::problem::FieldError;
use motcua_payments::{Line, LineKind, Reconciliation, Statement, reconcile};
use motcua_worktime::local_date;

use super::PaymentDispute;

/// An error for every line of a day's statement whose money was taken on another local day.
pub fn lines_of_other_days(statement: &Statement, day: NaiveDate) -> Vec<FieldError> {
    let lines = statement.lines.iter().enumerate().filter(|(_, line)| local_date(line.paid_at) != day);
    let errors = lines.map(|(index, _)| FieldError {
        pointer: format!("/lines/{index}/paidAt"),
        code: "other-day".to_owned(),
        message: Text::fixed("Giao dịch của ngày khác", "A payment of another day"),
    });
    errors.collect()
}

/// The longest time between the record of a refund and the platform's statement of it: they seldom have the same day.
const REFUND_DELAY: TimeDelta = TimeDelta::days(31);

/// The first and the last local day on which the other side of a refund of this day is looked for.
pub fn refund_window(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.checked_sub_signed(REFUND_DELAY).unwrap_or(day);
    (first, day.checked_add_signed(REFUND_DELAY).unwrap_or(day))
}

/// What a local day shows of the refunds of its window, recorded here and stated by the platform: a pair on the
/// platform's day, a refund without its other side on its own day.
pub fn refunds_of_day(day: NaiveDate, ours: &[Line], theirs: &[Line]) -> Reconciliation {
    let of_day = |line: &Line| local_date(line.paid_at) == day;
    let mut found = reconcile(ours, theirs);
    found.matched.retain(|pair| of_day(&pair.theirs));
    found.differing.retain(|pair| of_day(&pair.theirs));
    found.missing_here.retain(of_day);
    found.missing_there.retain(of_day);
    found
}

/// What intake recorded of the online payments of a local day.
#[derive(Debug, Clone, Default)]
pub struct DailyPayments {
    /// The payments whose money came.
    pub settled: Vec<Line>,
    /// The notifications that were refused.
    pub disputed: Vec<DisputedPayment>,
}

/// A payment notification that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputedPayment {
    /// What the platform reported.
    pub line: Line,
    /// Why it was refused.
    pub dispute: PaymentDispute,
    /// The amount ordered, in đồng, where the payment is known.
    pub ordered_vnd: Option<u64>,
}

impl DailyPayments {
    /// Compares them with the payments of the platform's statement, or with its notifications alone while there is none.
    /// A notification counts as a line of the platform's even before the statement lists it.
    pub fn reconcile(&self, statement: &Statement) -> Reconciliation {
        let stated: HashSet<(&str, &str, u64)> = statement.of_kind(LineKind::Payment).map(key).collect();
        let notified = self.disputed.iter().map(|disputed| &disputed.line);
        let only_notified = notified.filter(|line| !stated.contains(&key(line)));
        let theirs: Vec<Line> = statement.of_kind(LineKind::Payment).chain(only_notified).cloned().collect();
        let settled: HashSet<&str> = self.settled.iter().map(|line| line.reference.as_str()).collect();
        let unsettled = self.disputed.iter().filter(|disputed| !settled.contains(disputed.line.reference.as_str()));
        let ordered = unsettled.filter_map(DisputedPayment::ordered);
        let ours: Vec<Line> = self.settled.iter().cloned().chain(ordered).collect();
        reconcile(&ours, &theirs)
    }
}

impl DisputedPayment {
    /// The order, for a notification of another amount.
    fn ordered(&self) -> Option<Line> {
        let amount_vnd = self.ordered_vnd.filter(|_| self.dispute == PaymentDispute::WrongAmount)?;
        Some(Line { amount_vnd, ..self.line.clone() })
    }
}

/// Another amount is another report, even about the same transaction.
fn key(line: &Line) -> (&str, &str, u64) {
    (&line.reference, &line.transaction, line.amount_vnd)
}

#[cfg(test)]
mod tests;
