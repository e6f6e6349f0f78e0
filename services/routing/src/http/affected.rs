//! Lists the open dossiers that a version of a calendar would make due at another moment, without changing them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page};
use motcua_worktime::Calendar;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::domain::Journey;
use crate::store;

/// A dossier that a calendar affects.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AffectedDossier {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// When it is due, UTC; this stays so.
    pub due_at: DateTime<Utc>,
    /// When it would be due if it were counted by this version, UTC; absent when the version does not cover the days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_be_due_at: Option<DateTime<Utc>>,
}

/// Query of `listDossiersAffectedByCalendar`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDossiersAffectedByCalendarQuery {
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many open dossiers to check, 1 to 200; those that are not affected are left out.
    limit: Option<u64>,
}

/// List the open dossiers that a version of a calendar would make due at another moment, with both moments.
#[utoipa::path(get, path = "/v1/calendars/{code}/versions/{version}/affected-dossiers",
    operation_id = "listDossiersAffectedByCalendar", tag = "journeys",
    params(("code" = String, Path, description = "Code of the calendar", example = "H35"),
        ("version" = u32, Path, description = "Its version", example = 2), ListDossiersAffectedByCalendarQuery),
    responses((status = 200, description = "A page of dossiers", body = Page<AffectedDossier>)))]
pub async fn list_affected(
    State(app): State<App>,
    Path((code, version)): Path<(String, u32)>,
    Query(query): Query<ListDossiersAffectedByCalendarQuery>,
) -> Result<Json<Page<AffectedDossier>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<DossierId> = page::decode(query.cursor.as_deref())?;
    let calendar = store::find_calendar(app.db.read(), &code, version).await?.ok_or_else(Problem::not_found)?;
    let open = store::list_open(app.db.read(), after, limit).await?;
    Ok(Json(Page::of(open, limit, |journey| journey.dossier).filter_map(|journey| affected(&journey, &calendar))))
}

fn affected(journey: &Journey, calendar: &Calendar) -> Option<AffectedDossier> {
    if journey.process.calendar != calendar.code {
        return None;
    }
    let version = journey.clock.binding()?;
    let recounted = version.recount(calendar)?.ok().map(|due| due.at);
    (recounted != Some(version.due_at)).then(|| AffectedDossier {
        dossier_id: journey.dossier,
        code: journey.code.clone(),
        due_at: version.due_at,
        would_be_due_at: recounted,
    })
}
