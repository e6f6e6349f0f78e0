//! The payment platform's settlement statement of a day: uploaded as a whole, replaced as a whole.

use chrono::NaiveDate;
use motcua_payments::Statement;

use super::Refusal;
use super::daily_payments::lines_of_other_days;

/// The settlement statement of a local day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementStatement {
    /// The day.
    pub day: NaiveDate,
    /// The newest statement, once one was uploaded.
    pub statement: Option<Statement>,
}

/// A command to the statement of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementCommand {
    /// Upload it, in place of the one before.
    Upload(Statement),
}

/// An event of the statement of a day; private to intake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementEvent {
    /// Uploaded, for the first time or in place of the one before.
    Uploaded(Statement),
}

impl StatementEvent {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Uploaded(_) => "statement_uploaded",
        }
    }
}

impl SettlementStatement {
    /// Decides; `None` when nothing changes.
    ///
    /// # Errors
    /// `WrongFields`: every line of another local day.
    pub fn decide(&self, command: &StatementCommand) -> Result<Option<StatementEvent>, Refusal> {
        let StatementCommand::Upload(statement) = command;
        let errors = lines_of_other_days(statement, self.day);
        if !errors.is_empty() {
            return Err(Refusal::WrongFields(errors));
        }
        let is_same = self.statement.as_ref() == Some(statement);
        Ok((!is_same).then(|| StatementEvent::Uploaded(statement.clone())))
    }

    /// Applies an event.
    pub fn apply(&mut self, event: &StatementEvent) {
        match event {
            StatementEvent::Uploaded(statement) => self.statement = Some(statement.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use motcua_payments::{Line, LineKind};

    use super::*;

    fn statement(amounts: &[u64]) -> Statement {
        let paid_at = "2022-03-14T02:00:00Z".parse().unwrap();
        let line = |amount_vnd: &u64| Line {
            kind: LineKind::Payment,
            reference: "R1".into(),
            transaction: "T1".into(),
            amount_vnd: *amount_vnd,
            paid_at,
        };
        Statement { lines: amounts.iter().map(line).collect() }
    }

    fn absent(day: &str) -> SettlementStatement {
        SettlementStatement { day: day.parse().unwrap(), statement: None }
    }

    #[test]
    fn a_statement_replaces_the_one_before_and_the_same_again_changes_nothing() {
        let (mut stored, first, second) = (absent("2022-03-14"), statement(&[1]), statement(&[1, 2]));
        for uploaded in [first, second, statement(&[])] {
            let command = StatementCommand::Upload(uploaded.clone());
            let event = stored.decide(&command).unwrap().unwrap();
            stored.apply(&event);
            assert_eq!((stored.statement.as_ref(), stored.decide(&command)), (Some(&uploaded), Ok(None)));
        }
    }

    #[test]
    fn every_line_of_another_day_is_refused() {
        let refused = absent("2022-03-15").decide(&StatementCommand::Upload(statement(&[1, 2])));
        let Err(Refusal::WrongFields(errors)) = refused else { panic!("{refused:?}") };
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/lines/0/paidAt", "/lines/1/paidAt"]);
    }
}
