//! What an editor should look at in the published catalogue, and in one version of a procedure.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::view::VersionFindings;
use crate::App;
use crate::domain::{Finding, Severity, Surroundings, lint};
use crate::store::{self, Begin};

/// How many procedures are read at once.
const BATCH: u64 = 100;

/// Who looks after the catalogue; they also see drafts.
pub const EDITORS: &[Role] = &[Role::CatalogueEditor, Role::CatalogueApprover, Role::Auditor];

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only errors, or only warnings.
    severity: Option<Severity>,
    /// Code of the competent agency.
    agency: Option<String>,
    /// Where to go on, from `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200.
    limit: Option<u64>,
}

/// Where a finding stands: the code of its procedure, and which of its findings it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place(String, usize);

/// List what is to be looked at in the published catalogue, by code of the procedure.
#[utoipa::path(get, path = "/v1/catalogue/findings", operation_id = "listFindings", tag = "catalogue", params(Wanted),
    responses((status = 200, description = "A page of findings", body = Page<Finding>)),
    security(("oauth2" = ["catalogue:read"])))]
pub async fn list_findings(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Finding>>, Problem> {
    actor.require(EDITORS)?;
    let limit = page::limit(wanted.limit)?;
    let after: Option<Place> = page::decode(wanted.cursor.as_deref())?;
    let found = findings(&app, &wanted, after, limit).await?;
    Ok(Json(Page::of(found, limit, |(place, _)| place.clone()).map(|(_, finding)| finding)))
}

/// Findings behind a place, one more than `limit` when there are more.
async fn findings(
    app: &App,
    wanted: &Wanted,
    after: Option<Place>,
    limit: u64,
) -> Result<Vec<(Place, Finding)>, DbErr> {
    let around = surroundings(app).await?;
    let enough = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let mut from = after.as_ref().map_or(Begin::Start, |Place(code, _)| Begin::At(code.clone()));
    let mut found = Vec::new();
    while found.len() < enough {
        let batch = store::published_procedures(app.db.read(), wanted.agency.as_deref(), &from, BATCH).await?;
        let Some(last) = batch.last() else { break };
        from = Begin::After(last.code.clone());
        let placed = batch.iter().flat_map(|procedure| {
            let findings = lint(procedure, &around).into_iter().enumerate();
            findings.map(|(index, finding)| (Place(procedure.code.clone(), index), finding))
        });
        found.extend(placed.filter(|(place, finding)| {
            wanted.severity.is_none_or(|severity| severity == finding.severity) && is_behind(place, after.as_ref())
        }));
    }
    found.truncate(enough);
    Ok(found)
}

// Codes are compared by the database alone; here only within the procedure that the page before ended in.
fn is_behind(place: &Place, after: Option<&Place>) -> bool {
    after.is_none_or(|after| place.0 != after.0 || place.1 > after.1)
}

/// List what is to be looked at in one version of a procedure, also in a draft.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}/findings", operation_id = "listVersionFindings",
    tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The version")),
    responses((status = 200, description = "Its findings", body = VersionFindings)),
    security(("oauth2" = ["catalogue:read"])))]
pub async fn list_version_findings(
    State(app): State<App>,
    actor: Actor,
    Path((id, version)): Path<(ProcedureId, u32)>,
) -> Result<Json<VersionFindings>, Problem> {
    actor.require(EDITORS)?;
    let content = store::procedure_content(app.db.read(), id, version).await?.ok_or_else(Problem::not_found)?;
    let items = lint(&content, &surroundings(&app).await?);
    Ok(Json(VersionFindings { id, code: content.code, version, items }))
}

async fn surroundings(app: &App) -> Result<Surroundings, DbErr> {
    let agencies = store::all_agencies(app.db.read()).await?;
    let calendars = store::published_calendars(app.db.read()).await?;
    Ok(Surroundings::new(agencies, calendars.into_iter().map(|calendar| calendar.code)))
}
