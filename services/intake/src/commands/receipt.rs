//! What a receipt says: code, promised date and what that date was counted by, fee.

use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::AccountId;
use motcua_kit::auth::Actor;
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;
use motcua_worktime::{add_working_minutes, due, local_date};
use sea_orm::DbErr;

use super::Error;
use crate::domain::{Acceptance, Channel, Correction, Forwarding, Procedure, Refusal, Stage, Term, dossier_code};
use crate::store::{self, Dossier};

/// The receipt with code, and due date by the procedure and calendar in force at acceptance. A dossier that cannot be
/// accepted gets no number: the transaction ends with the refusal.
pub async fn first(tx: &Tx, actor: &Actor, dossier: &mut Dossier, at: DateTime<Utc>) -> Result<Acceptance, Error> {
    demand(matches!(dossier.stage, Stage::Submitted { .. }))?;
    let procedure = store::procedure_in_force(tx.db(), dossier.filing.procedure, local_date(at)).await?;
    let procedure = procedure.ok_or_else(|| missing("procedure"))?;
    let promise = promise(tx, &procedure, &dossier.filing.case_code, dossier.filing.channel, at).await?;
    // One agency: dossier, event and number keep that of the submission, whoever has the procedure by now.
    let code = next_code(tx, &dossier.filing.agency, at).await?;
    dossier.filing.partners = promise.partners;
    Ok(Acceptance {
        code,
        at,
        received_at: None,
        due_at: promise.due_at,
        local_due_at: promise.local_due_at,
        procedure_version: procedure.version,
        calendar_version: promise.calendar_version,
        unit: actor.unit.clone().unwrap_or(promise.counter_unit),
        officer: AccountId(actor.id),
        fee_vnd: promise.fee_vnd,
        issue: 1,
    })
}

/// The receipt of another counter (phi địa giới): its own code and the limit, which does not run yet.
pub async fn on_the_way(tx: &Tx, actor: &Actor, dossier: &Dossier, at: DateTime<Utc>) -> Result<Forwarding, Error> {
    demand(matches!(dossier.stage, Stage::Submitted { .. }))?;
    let (filing, unit) = (&dossier.filing, actor.unit()?);
    let procedure = store::procedure_in_force(tx.db(), filing.procedure, local_date(at)).await?;
    let procedure = procedure.ok_or_else(|| missing("procedure"))?;
    if !procedure.may_be_received_at(unit) {
        return Err(Fault::Refused(Refusal::NotReceivedHere));
    }
    let limit = term(&procedure, &filing.case_code, filing.channel)?.limit;
    // A promise that the competent agency could not keep is not given.
    let fee_vnd = promise(tx, &procedure, &filing.case_code, filing.channel, at).await?.fee_vnd;
    let code = next_code(tx, agency_of(unit), at).await?;
    let (unit, officer) = (unit.to_owned(), AccountId(actor.id));
    Ok(Forwarding { code, at, unit, officer, limit, procedure_version: procedure.version, fee_vnd })
}

/// The receipt of the competent agency for what was sent on: the same code and version of the procedure, the date
/// counted from now.
pub async fn on_arrival(tx: &Tx, dossier: &mut Dossier, at: DateTime<Utc>) -> Result<Acceptance, Error> {
    let Stage::Forwarded { sent } = &dossier.stage else { return Err(Fault::Refused(Refusal::WrongStage)) };
    let filing = &dossier.filing;
    let procedure = store::procedure_of_version(tx.db(), filing.procedure, sent.procedure_version).await?;
    let procedure = procedure.ok_or_else(|| missing("procedure"))?;
    let promise = promise(tx, &procedure, &filing.case_code, filing.channel, at).await?;
    let receipt = Acceptance {
        code: sent.code.clone(),
        at,
        received_at: Some(sent.at),
        due_at: promise.due_at,
        local_due_at: promise.local_due_at,
        procedure_version: sent.procedure_version,
        calendar_version: promise.calendar_version,
        unit: sent.unit.clone(),
        officer: sent.officer,
        fee_vnd: promise.fee_vnd,
        issue: 2,
    };
    dossier.filing.partners = promise.partners;
    Ok(receipt)
}

/// The receipt issued again: code and acceptance stay; the due date is counted anew from that acceptance when the way
/// was wrong. The agency stays too: what belongs to another is refused and handed in there.
pub async fn corrected(tx: &Tx, dossier: &mut Dossier, correction: &Correction) -> Result<Acceptance, Error> {
    let Some(receipt) = dossier.stage.receipt() else { return Err(Fault::Refused(Refusal::WrongStage)) };
    let again = Acceptance { issue: receipt.issue + 1, ..receipt.clone() };
    let Some(way) = &correction.way else { return Ok(again) };
    let procedure = store::procedure_in_force(tx.db(), way.procedure, local_date(receipt.at)).await?;
    let procedure = procedure.ok_or_else(|| missing("procedure"))?;
    if procedure.agency != dossier.filing.agency {
        return Err(Problem::field(
            "/procedureId",
            "other-agency",
            "Thủ tục thuộc cơ quan khác; mã hồ sơ không đổi được / The procedure belongs to another agency",
        )
        .into());
    }
    let promise = promise(tx, &procedure, &way.case_code, dossier.filing.channel, receipt.at).await?;
    dossier.filing.partners = promise.partners;
    Ok(Acceptance {
        due_at: promise.due_at,
        local_due_at: promise.local_due_at,
        procedure_version: procedure.version,
        calendar_version: promise.calendar_version,
        fee_vnd: promise.fee_vnd,
        ..again
    })
}

/// What a procedure promises for a dossier accepted at a moment.
struct Promise {
    due_at: DateTime<Utc>,
    local_due_at: Option<DateTime<Utc>>,
    calendar_version: u32,
    counter_unit: String,
    partners: Vec<String>,
    fee_vnd: u64,
}

async fn promise(
    tx: &Tx,
    procedure: &Procedure,
    case_code: &str,
    channel: Channel,
    at: DateTime<Utc>,
) -> Result<Promise, Error> {
    let term = term(procedure, case_code, channel)?;
    let calendar = store::calendar(tx.db(), &procedure.calendar).await?.ok_or_else(|| missing("calendar"))?;
    let due = due(&calendar, at, term.limit).map_err(|error| {
        Problem::conflict_state(&format!("Không tính được hạn trả. / The due date cannot be counted: {error}"))
    })?;
    let local = term.local_minutes.and_then(|minutes| add_working_minutes(&calendar, at, minutes).ok());
    Ok(Promise {
        due_at: due.at,
        local_due_at: local.map(|local| local.min(due.at)),
        calendar_version: calendar.version,
        counter_unit: term.counter_unit.clone(),
        partners: term.partners.clone(),
        fee_vnd: term.fee_vnd,
    })
}

fn term<'a>(procedure: &'a Procedure, case_code: &str, channel: Channel) -> Result<&'a Term, Error> {
    Ok(procedure.term(case_code, channel).ok_or_else(|| missing("term"))?)
}

/// The next code of the agency that receives.
async fn next_code(tx: &Tx, agency: &str, at: DateTime<Utc>) -> Result<String, Error> {
    let day = local_date(at);
    let number = store::next_number(tx, agency, day).await?;
    Ok(dossier_code(agency, day, number).map_err(|_| DbErr::Custom("the code counter ran out".into()))?)
}

fn demand(stage_allows: bool) -> Result<(), Error> {
    if stage_allows { Ok(()) } else { Err(Fault::Refused(Refusal::WrongStage)) }
}

fn missing(what: &str) -> Problem {
    Problem::conflict_state(&format!(
        "Danh mục chưa đủ để tiếp nhận. / The catalogue has no {what} in force to accept by."
    ))
}
