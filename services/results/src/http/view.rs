//! The view of a result document.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, ResultId};
use motcua_contracts::{AgencyCode, Channel};
use motcua_kit::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Collector, ResultDocument, State};

/// A result document.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResultView {
    /// Id of the result.
    pub id: ResultId,
    /// The dossier it is the result of.
    pub dossier_id: DossierId,
    /// Legal code of the dossier.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// Code of the agency that decided.
    #[schema(value_type = String, example = "H35.05")]
    pub agency: AgencyCode,
    /// The procedure.
    pub procedure_id: ProcedureId,
    /// Granted, or refused as a reasoned result.
    pub granted: bool,
    /// Its state.
    pub state: State,
    /// When it was decided, UTC.
    pub decided_at: DateTime<Utc>,
    /// Number in the register of the agency, from the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "12/2022/H35.05")]
    pub number: Option<String>,
    /// SHA-256 over the facts of the document, from the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// When it was issued, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<DateTime<Utc>>,
    /// When it was handed over, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// How it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_method: Option<Channel>,
    /// When it was recalled for an error, UTC; its number stays used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recalled_at: Option<DateTime<Utc>>,
    /// The error for which it was recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall_reason: Option<String>,
    /// Which document of its dossier it is: 1 for the first, 2 for the one after a recall.
    #[schema(example = 1)]
    pub edition: u32,
    /// The person who collected it; only in the response to `getResult`, for return officers and auditors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_by: Option<Collector>,
}

/// The view of a result, without the person who collected it.
///
/// # Errors
/// `internal` for a document that was never drafted, which no read returns.
pub fn result(document: &ResultDocument) -> Result<ResultView, Problem> {
    let (decision, stage) = (document.decision.clone(), &document.stage);
    let (issuance, returned, recalled) = (stage.issuance(), stage.returned(), stage.recalled());
    Ok(ResultView {
        id: document.id,
        dossier_id: document.dossier,
        code: decision.code,
        agency: decision.agency,
        procedure_id: decision.procedure,
        granted: decision.granted,
        state: stage.state().ok_or_else(|| Problem::internal(&"a result without a stage"))?,
        decided_at: decision.at,
        number: issuance.map(|issuance| issuance.number.clone()),
        seal: issuance.map(|issuance| issuance.seal.clone()),
        issued_at: issuance.map(|issuance| issuance.at),
        returned_at: returned.map(|(at, _)| at),
        delivery_method: returned.map(|(_, delivery_method)| delivery_method),
        recalled_at: recalled.map(|(at, _)| at),
        recall_reason: recalled.map(|(_, reason)| reason.to_owned()),
        edition: document.round + 1,
        collected_by: None,
    })
}
