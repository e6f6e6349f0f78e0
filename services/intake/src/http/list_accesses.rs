//! Lists who saw a dossier: for its applicant, and for all who may read it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::access::{self, Outcome};
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page, PageQuery};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::store;

/// One time that the personal data of a dossier was shown.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DossierAccess)]
pub struct AccessView {
    /// When, UTC.
    at: DateTime<Utc>,
    /// Code of the unit for which it was read; null for the applicant and for accounts of no unit.
    #[schema(example = "H35.05.02")]
    unit: Option<String>,
    /// Whether it was the reader of this list.
    own: bool,
    /// `operationId` of what was read: the dossier or a list with it.
    #[schema(example = "getDossier")]
    operation: String,
    /// Why, where the reader had to say.
    purpose: Option<String>,
}

/// List who saw the personal data of a dossier, the newest first: for which office, when and why; no account is named.
#[utoipa::path(get, path = "/v1/dossiers/{id}/accesses", operation_id = "listDossierAccesses", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier"), PageQuery),
    responses((status = 200, description = "A page of accesses", body = Page<AccessView>)))]
pub async fn list_dossier_accesses(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<AccessView>>, Problem> {
    let db = &app.resources.db;
    store::find(db.read(), &app.access_scope(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    let (limit, before) = (page::limit(query.limit)?, page::decode(query.cursor.as_deref())?);
    let filter = access::Filter { object: Some(id.0), outcome: Some(Outcome::Shown), before, ..Default::default() };
    let records = Page::of(access::list_records(db, filter, limit).await?, limit, |record| record.id);
    Ok(Json(records.map(|record| AccessView {
        at: record.at,
        unit: record.unit,
        own: record.account == Some(actor.id),
        operation: record.operation,
        purpose: record.purpose,
    })))
}
