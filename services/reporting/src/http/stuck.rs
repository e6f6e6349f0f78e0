//! Listing the dossiers that nobody moves: none is stuck in silence.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

use super::view::AgencyName;
use super::wanted;
use crate::App;
use crate::domain::{Patience, WaitsFor, Words, officer};
use crate::store::{self, Asked, Found, Successions};

const USUAL_HOURS: u32 = 16;
/// A working year.
const MOST_HOURS: u32 = 2_000;

/// Which ones to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WantedStuck {
    /// Code of the agency, which stands for those it took over too; without one the whole centre, for a head of department
    /// the own agency.
    #[param(example = "H35.05")]
    agency: Option<String>,
    /// Nobody moved it for more than so many working hours, 1 to 2000; 16 unless told.
    #[param(example = 16)]
    working_hours: Option<u32>,
    /// Where to go on, from `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200.
    limit: Option<u64>,
}

/// A dossier that nobody moves.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StuckDossier {
    /// Its id.
    pub dossier_id: DossierId,
    /// The legal code; before there is one the submission reference.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// Name of the procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure_name: Option<String>,
    /// Its agency.
    pub agency: AgencyName,
    /// The unit that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<UnitName>,
    /// National status code.
    #[schema(example = 4)]
    pub status: i32,
    /// The same by its legal name.
    pub status_text: Words,
    /// What it waits for.
    pub waits_for: WaitsFor,
    /// Since when it waits for that, UTC: since its last move, an opinion since it was asked for, the answer to a
    /// withdrawal since the wish, what the applicant brought since they did, lapsed papers since the end of their last day.
    pub since: DateTime<Utc>,
    /// Working minutes since then, by the calendar of its procedure; absent when no calendar covers the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1_260)]
    pub working_minutes: Option<u32>,
    /// When its open step should have been done or should be, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_due_at: Option<DateTime<Utc>>,
    /// Who has to act next; for an agency that ended, its successor.
    pub responsible: Responsible,
}

/// A unit, or an agency as a whole, by code and name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct UnitName {
    /// Its code.
    #[schema(example = "H35.05.02")]
    pub code: String,
    /// Its name; absent until the catalogue told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Phòng Đăng ký kinh doanh")]
    pub name: Option<String>,
}

/// Who has to act next.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Responsible {
    /// The role, as tokens name it.
    #[schema(example = "dept_officer")]
    pub role: String,
    /// The unit or agency; absent when the platform itself did not go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitName>,
}

/// List the dossiers that nobody moves, those that wait longest first.
///
/// Neither ended nor waiting for the applicant, and unmoved for more than `workingHours`: also while the clock stands, when
/// the applicant answered or wants the dossier back, or when the last day for the papers passed. A submission is listed
/// after 8 working hours without an answer (NĐ 45/2020), a step as soon as its own due date passed, an issued result after
/// 80 working hours in which nobody collected it.
#[utoipa::path(get, path = "/v1/reports/stuck", operation_id = "listStuckDossiers", tag = "reports", params(WantedStuck),
    responses((status = 200, description = "A page of dossiers", body = Page<StuckDossier>)),
    security(("oauth2" = ["reports:read"])))]
pub async fn list_stuck_dossiers(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<WantedStuck>,
) -> Result<Json<Page<StuckDossier>>, Problem> {
    let (db, now) = (app.db.read(), app.clocks.business.now());
    let successions = store::successions(db, local_date(now)).await?;
    let agencies = wanted::agencies(&app, &actor, wanted.agency.as_deref(), &successions).await?;
    let agencies: Option<Vec<_>> =
        agencies.map(|codes| codes.iter().flat_map(|code| successions.offices(code)).collect());
    let (limit, hours) = (page::limit(wanted.limit)?, hours(wanted.working_hours)?);
    let after = page::decode(wanted.cursor.as_deref())?;
    let patience = Patience { now, calendars: store::calendars(db).await?, hours };
    let asked = Asked { agencies: agencies.as_deref(), patience: &patience, after };
    let found = store::stuck(db, &asked, limit).await?;
    let page = Page::of(found, limit, |found| (found.standing.waits_since(now), found.id));
    let names = Names { of: store::names_of_all(db).await?, successions };
    Ok(Json(page.filter_map(|found| shown(found, &patience, &names))))
}

fn hours(wanted: Option<u32>) -> Result<u32, Problem> {
    match wanted.unwrap_or(USUAL_HOURS) {
        hours @ 1..=MOST_HOURS => Ok(hours),
        _ => Err(Problem::field("/query/workingHours", "range", "Từ 1 đến 2000 / 1 to 2000")),
    }
}

/// What agencies and units are called, and who acts for them today.
struct Names {
    of: BTreeMap<String, String>,
    successions: Successions,
}

impl Names {
    fn unit(&self, code: String) -> UnitName {
        UnitName { name: self.of.get(&code).cloned(), code }
    }

    /// The unit itself; when its agency ended, the agency that took over.
    fn responsible(&self, unit: String) -> UnitName {
        let agency = agency_of(&unit);
        match self.successions.heir(agency) {
            heir if heir == agency => self.unit(unit),
            heir => self.unit(heir.to_owned()),
        }
    }
}

fn shown(found: Found, patience: &Patience, names: &Names) -> Option<StuckDossier> {
    let standing = found.standing;
    let wait = patience.too_long(&standing, found.calendar.as_deref())?;
    let next = standing.next(wait.waits_for);
    let agency_name = names.of.get(&standing.agency).unwrap_or(&standing.agency).clone();
    Some(StuckDossier {
        dossier_id: found.id,
        code: found.code,
        procedure_name: found.procedure,
        agency: AgencyName { code: standing.agency, name: agency_name },
        holder: standing.holder.map(|unit| names.unit(unit)),
        status: standing.status,
        status_text: officer(standing.status),
        waits_for: wait.waits_for,
        since: wait.since,
        working_minutes: wait.working_minutes,
        step_due_at: standing.step_due_at,
        responsible: Responsible { role: next.role, unit: next.unit.map(|unit| names.responsible(unit)) },
    })
}
