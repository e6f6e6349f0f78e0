//! The receipts of a dossier: code, promised date and what that date was counted by, fee.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use motcua_contracts::{AgencyCode, Text, UnitCode};
use motcua_kit::{Problem, Tx};
use motcua_messaging::CommandError;
use motcua_worktime::local_date;
use sea_orm::DbErr;

use super::promise::{procedure_in_force, procedure_of_version, promise, term};
use crate::context::{Context, Error};
use crate::domain::{Correction, Dossier, Forwarding, Receipt, Refusal, dossier_code};
use crate::store;

/// The receipt of a dossier that awaits its acceptance: with code, and due date by the procedure in force now and the
/// newest calendar.
pub async fn on_acceptance(context: &Context, dossier: &Dossier) -> Result<Receipt, Error> {
    let (tx, at, filing) = (&context.tx, context.at, &dossier.filing);
    let procedure = procedure_in_force(tx, filing.procedure, at).await?;
    let promise = promise(tx, &procedure, &filing.case_code, filing.channel, at).await?;
    // Dossier, event and number name one agency: that of the submission, even if the procedure moved to another since.
    let code = next_code(tx, &filing.agency, at).await?;
    Ok(Receipt {
        code,
        at,
        forwarded_at: None,
        due_at: promise.due_at,
        own_part_due_at: promise.own_part_due_at,
        procedure_version: procedure.version,
        calendar_version: promise.calendar_version,
        unit: context.actor.unit.as_deref().map_or(promise.counter_unit, UnitCode::new),
        officer: AccountId(context.actor.id),
        fee_vnd: promise.fee_vnd,
        issue: 1,
        partners: promise.partners,
    })
}

/// The receipt of another agency's counter (phi địa giới): its own code and the limit, which does not run yet.
pub async fn on_forwarding(context: &Context, dossier: &Dossier) -> Result<Forwarding, Error> {
    let (tx, at, filing) = (&context.tx, context.at, &dossier.filing);
    let unit = UnitCode::new(context.actor.unit()?);
    let procedure = procedure_in_force(tx, filing.procedure, at).await?;
    if !procedure.may_be_received_at(unit.as_str()) {
        return Err(CommandError::Refused(Refusal::NotReceivedHere));
    }
    let limit = term(&procedure, &filing.case_code, filing.channel)?.limit;
    // A promise that the competent agency could not keep is not given.
    let fee_vnd = promise(tx, &procedure, &filing.case_code, filing.channel, at).await?.fee_vnd;
    let code = next_code(tx, &unit.agency(), at).await?;
    let officer = AccountId(context.actor.id);
    Ok(Forwarding { code, at, unit, officer, limit, procedure_version: procedure.version, fee_vnd })
}

/// The receipt of the competent agency for a forwarded dossier: the same code and version of the procedure, the date
/// counted from now.
pub async fn on_arrival(context: &Context, dossier: &Dossier, forwarding: &Forwarding) -> Result<Receipt, Error> {
    let (tx, at, filing) = (&context.tx, context.at, &dossier.filing);
    let procedure = procedure_of_version(tx, filing.procedure, forwarding.procedure_version).await?;
    let promise = promise(tx, &procedure, &filing.case_code, filing.channel, at).await?;
    Ok(Receipt {
        code: forwarding.code.clone(),
        at,
        forwarded_at: Some(forwarding.at),
        due_at: promise.due_at,
        own_part_due_at: promise.own_part_due_at,
        procedure_version: forwarding.procedure_version,
        calendar_version: promise.calendar_version,
        unit: forwarding.unit.clone(),
        officer: forwarding.officer,
        fee_vnd: promise.fee_vnd,
        issue: 2,
        partners: promise.partners,
    })
}

/// The receipt issued again: code and acceptance stay; the due date is counted anew from that acceptance when procedure or
/// case were wrong. The agency stays too: a dossier of another agency is refused and handed in there.
pub async fn corrected(context: &Context, dossier: &Dossier, correction: &Correction) -> Result<Receipt, Error> {
    let (tx, filing) = (&context.tx, &dossier.filing);
    let receipt = dossier.stage.receipt().ok_or(CommandError::Refused(Refusal::WrongStage))?;
    let again = Receipt { issue: receipt.issue + 1, ..receipt.clone() };
    let Some(process) = &correction.process else { return Ok(again) };
    let procedure = procedure_in_force(tx, process.procedure, receipt.at).await?;
    if procedure.agency != filing.agency {
        return Err(other_agency().into());
    }
    let promise = promise(tx, &procedure, &process.case_code, filing.channel, receipt.at).await?;
    Ok(Receipt {
        due_at: promise.due_at,
        own_part_due_at: promise.own_part_due_at,
        procedure_version: procedure.version,
        calendar_version: promise.calendar_version,
        fee_vnd: promise.fee_vnd,
        partners: promise.partners,
        ..again
    })
}

/// The next code of the agency that receives.
async fn next_code(tx: &Tx, agency: &AgencyCode, at: DateTime<Utc>) -> Result<String, Error> {
    let day = local_date(at);
    let number = store::next_number(tx, agency, day).await?;
    let code = dossier_code(agency.as_str(), day, number);
    Ok(code.map_err(|_| DbErr::Custom("the numbers of a day ran out".into()))?)
}

fn other_agency() -> Problem {
    let message =
        Text::fixed("Thủ tục thuộc cơ quan khác; mã hồ sơ không đổi được", "The procedure belongs to another agency");
    Problem::field("/procedureId", "other-agency", message)
}
