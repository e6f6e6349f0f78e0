//! Lists stuck dossiers.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use motcua_worktime::local_date;
use serde::Deserialize;
use utoipa::IntoParams;

use super::agencies::require_agencies;
use super::stuck_view::{Names, StuckDossier, stuck_dossier};
use crate::app::App;
use crate::domain::StuckThreshold;
use crate::store::{self, StuckQuery};

const DEFAULT_HOURS: u32 = 16;
/// A working year.
const MAX_HOURS: u32 = 2_000;

/// Filters and page of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListStuckDossiersQuery {
    /// Code of the agency, which includes those it took over; without it the whole centre, for a head of department
    /// their own agency.
    #[param(example = "H35.05")]
    agency: Option<String>,
    /// The working hours after which a wait is too long, 1 to 2000; 16 by default.
    #[param(example = 16)]
    working_hours: Option<u32>,
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// The number of items, 1 to 200.
    limit: Option<u64>,
}

/// List stuck dossiers, the longest wait first.
///
/// Stuck is a dossier that has not ended, does not wait for the applicant and did not move for more than
/// `workingHours`; also a paused one when the applicant answered or requested the withdrawal, or when the last day for
/// the papers passed. A submission is listed after 8 working hours without an answer (NĐ 45/2020), a step as soon as
/// its own due date passed, an issued result after 80 working hours in which it was not collected.
#[utoipa::path(get, path = "/v1/reports/stuck", operation_id = "listStuckDossiers", tag = "reports",
    params(ListStuckDossiersQuery),
    responses((status = 200, description = "A page of dossiers", body = Page<StuckDossier>)))]
pub async fn list_stuck_dossiers(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ListStuckDossiersQuery>,
) -> Result<Json<Page<StuckDossier>>, Problem> {
    let (db, now) = (app.resources.db.read(), app.resources.clocks.business.now());
    let successions = store::list_successions(db, local_date(now)).await?;
    let agencies = require_agencies(&app, &actor, query.agency.as_deref(), &successions).await?;
    let agencies: Option<Vec<_>> =
        agencies.map(|codes| codes.iter().flat_map(|code| successions.acting_agencies(code)).collect());
    let (limit, hours) = (page::limit(query.limit)?, hours(query.working_hours)?);
    let after = page::decode(query.cursor.as_deref())?;
    let threshold = StuckThreshold { now, calendars: store::list_calendars(db).await?, hours };
    let stuck = StuckQuery { agencies: agencies.as_deref(), threshold: &threshold, after };
    let listed = store::list_stuck(db, &stuck, limit).await?;
    let page = Page::of(listed, limit, |listed| (listed.candidate.waits_since(now), listed.id));
    let names = Names { by_code: store::list_names(db).await?, successions };
    Ok(Json(page.filter_map(|listed| stuck_dossier(listed, &threshold, &names))))
}

fn hours(requested: Option<u32>) -> Result<u32, Problem> {
    match requested.unwrap_or(DEFAULT_HOURS) {
        hours @ 1..=MAX_HOURS => Ok(hours),
        _ => Err(Problem::field("/query/workingHours", "range", Text::fixed("Từ 1 đến 2000", "1 to 2000"))),
    }
}
