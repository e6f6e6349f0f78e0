//! A dossier as a row, and back.

use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, UnitCode};
use sea_orm::DbErr;

use super::entities::dossier::Model;
use super::json::{from_json, from_name, to_json};
use crate::domain::{Dossier, Filing, ProcedureFee, ResultReturn};

/// Reads a row.
pub fn read(row: Model) -> Result<Dossier, DbErr> {
    let filing = Filing {
        procedure: ProcedureId(row.procedure_id),
        case_code: row.case_code,
        agency: AgencyCode::new(row.agency),
        channel: from_name(row.channel)?,
        applicant: from_json(&row.applicant)?,
        account: row.account_id.map(AccountId),
        papers: from_json(&row.papers)?,
        sets: row.sets.cast_unsigned(),
        result_return: ResultReturn { delivery_method: from_name(row.delivery_method)?, address: row.return_address },
        reference: row.reference,
        secret: row.secret,
        partners: row.partners.split_whitespace().map(AgencyCode::new).collect(),
        helped_by: row.helped_by.map(UnitCode::new),
    };
    let id = DossierId(row.id);
    let (price_vnd, paid_vnd) = (row.fee_vnd.cast_unsigned(), row.fee_paid_vnd.cast_unsigned());
    let fee = ProcedureFee { id: ProcedureFee::id_of(id), price_vnd, paid_vnd };
    Ok(Dossier { id, filing, stage: from_json(&row.stage)?, submitted_at: row.submitted_at, fee })
}

/// Writes a row.
pub fn write(dossier: &Dossier) -> Result<Model, DbErr> {
    let (filing, receipt) = (&dossier.filing, dossier.stage.receipt());
    Ok(Model {
        id: dossier.id.0,
        reference: filing.reference.clone(),
        code: dossier.stage.code().map(str::to_owned),
        status: dossier.stage.status().number(),
        agency: filing.agency.to_string(),
        procedure_id: filing.procedure.0,
        case_code: filing.case_code.clone(),
        channel: filing.channel.as_str().to_owned(),
        account_id: filing.account.map(|account| account.0),
        applicant: to_json(&filing.applicant)?,
        papers: to_json(&filing.papers)?,
        sets: filing.sets.cast_signed(),
        delivery_method: filing.result_return.delivery_method.as_str().to_owned(),
        return_address: filing.result_return.address.clone(),
        secret: filing.secret.clone(),
        partners: enclosed(&filing.partners),
        helped_by: filing.helped_by.as_ref().map(UnitCode::to_string),
        counter: dossier.current_counter().to_owned(),
        receiver: filing.forwarding_counter().map(UnitCode::to_string),
        fee_vnd: dossier.fee.price_vnd.cast_signed(),
        fee_paid_vnd: dossier.fee.paid_vnd.cast_signed(),
        stage: to_json(&dossier.stage)?,
        submitted_at: dossier.submitted_at,
        received_at: dossier.stage.received_at(),
        accepted_at: receipt.map(|receipt| receipt.at),
        due_at: receipt.map(|receipt| receipt.due_at),
    })
}

/// Codes with a space on either side of each, so that none is found inside a longer one.
fn enclosed(codes: &[AgencyCode]) -> String {
    codes.iter().fold(String::from(" "), |all, code| all + code.as_str() + " ")
}
