//! What a procedure promises for a dossier accepted at a moment: due date, partners and fee.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;
use motcua_contracts::{AgencyCode, Channel, Text, UnitCode};
use motcua_kit::{Problem, Tx};
use motcua_worktime::{add_working_minutes, due, local_date};

use crate::context::Error;
use crate::domain::{Procedure, Term};
use crate::store;

/// What the receipt takes from the procedure.
pub struct Promise {
    /// The due date.
    pub due_at: DateTime<Utc>,
    /// Until when the receiving agency has it by plan, where the procedure goes through several.
    pub own_part_due_at: Option<DateTime<Utc>>,
    /// Version of the calendar that the due date was counted by.
    pub calendar_version: u32,
    /// The unit whose counter receives.
    pub counter_unit: UnitCode,
    /// The other agencies that the procedure goes through.
    pub partners: Vec<AgencyCode>,
    /// What the procedure costs, in đồng.
    pub fee_vnd: u64,
}

/// Counts the due date of a dossier accepted at `at`.
pub async fn promise(
    tx: &Tx,
    procedure: &Procedure,
    case_code: &str,
    channel: Channel,
    at: DateTime<Utc>,
) -> Result<Promise, Error> {
    let term = term(procedure, case_code, channel)?;
    let calendar = store::find_newest_calendar(tx, &procedure.calendar).await?.ok_or_else(|| missing("calendar"))?;
    let due = due(&calendar, at, term.limit).map_err(|error| {
        let english = format!("The due date cannot be counted: {error}");
        Problem::conflict_state(Text::new("Không tính được hạn trả.", english))
    })?;
    let own_part = term.own_part_minutes.and_then(|minutes| add_working_minutes(&calendar, at, minutes).ok());
    Ok(Promise {
        due_at: due.at,
        own_part_due_at: own_part.map(|own_part| own_part.min(due.at)),
        calendar_version: calendar.version,
        counter_unit: term.counter_unit.clone(),
        partners: term.partners.clone(),
        fee_vnd: term.fee_vnd,
    })
}

/// The version of a procedure in force at a moment.
pub async fn procedure_in_force(tx: &Tx, id: ProcedureId, at: DateTime<Utc>) -> Result<Procedure, Error> {
    let procedure = store::find_procedure_in_force(tx, id, local_date(at)).await?;
    Ok(procedure.ok_or_else(|| missing("procedure"))?)
}

/// A version of a procedure.
pub async fn procedure_of_version(tx: &Tx, id: ProcedureId, version: u32) -> Result<Procedure, Error> {
    Ok(store::find_procedure(tx, id, version).await?.ok_or_else(|| missing("procedure"))?)
}

/// The terms of a case and channel.
pub fn term<'a>(procedure: &'a Procedure, case_code: &str, channel: Channel) -> Result<&'a Term, Error> {
    Ok(procedure.term(case_code, channel).ok_or_else(|| missing("term"))?)
}

fn missing(what: &str) -> Problem {
    let english = format!("The catalogue has no {what} in force to accept by.");
    Problem::conflict_state(Text::new("Danh mục chưa đủ để tiếp nhận.", english))
}
