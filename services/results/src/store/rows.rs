//! Conversion between documents and rows.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{DossierId, ProcedureId, ResultId};
use sea_orm::DbErr;

use super::entities::document;
use crate::domain::{Decision, ResultDocument};

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored result does not parse: {error}"))
}

/// A row as a document.
pub(super) fn read(row: document::Model) -> Result<ResultDocument, DbErr> {
    let parse = |error: serde_json::Error| unreadable(&error);
    let decision = Decision {
        code: row.code,
        agency: AgencyCode::new(row.agency),
        procedure: ProcedureId(row.procedure_id),
        granted: row.granted,
        at: row.decided_at,
    };
    Ok(ResultDocument {
        id: ResultId(row.id),
        dossier: DossierId(row.dossier_id),
        round: row.round.cast_unsigned(),
        decision,
        stage: serde_json::from_str(&row.stage).map_err(parse)?,
        collector: row.collected_by.as_deref().map(serde_json::from_str).transpose().map_err(parse)?,
    })
}

/// A document as a row.
pub(super) fn write(document: &ResultDocument) -> Result<document::Model, DbErr> {
    let (decision, issuance) = (&document.decision, document.stage.issuance());
    let text = |value: Result<String, serde_json::Error>| value.map_err(|error| unreadable(&error));
    let state = document.stage.state().ok_or_else(|| DbErr::Custom("an absent result is not saved".into()))?;
    Ok(document::Model {
        id: document.id.0,
        dossier_id: document.dossier.0,
        round: document.round.cast_signed(),
        code: decision.code.clone(),
        agency: decision.agency.to_string(),
        procedure_id: decision.procedure.0,
        granted: decision.granted,
        decided_at: decision.at,
        state: state.as_str().to_owned(),
        stage: text(serde_json::to_string(&document.stage))?,
        number: issuance.map(|issuance| issuance.number.clone()),
        seal: issuance.map(|issuance| issuance.seal.clone()),
        issued_at: issuance.map(|issuance| issuance.at),
        returned_at: document.stage.returned().map(|(at, _)| at),
        collected_by: document
            .collector
            .as_ref()
            .map(|collector| text(serde_json::to_string(collector)))
            .transpose()?,
    })
}
