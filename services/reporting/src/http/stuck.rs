//! Listing the dossiers that nobody moves: none is stuck in silence.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use motcua_worktime::{Calendar, local_date, working_minutes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

use super::view::AgencyName;
use super::wanted;
use crate::App;
use crate::domain::{WaitsFor, Words, longer_ago, officer};
use crate::store::{self, Asked, Found, Latest, Unit};

const USUAL_HOURS: u32 = 16;
/// A working year.
const MOST_HOURS: u32 = 2_000;

/// Which ones to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WantedStuck {
    /// Code of the agency; without one the whole centre, for a head of department the own agency.
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
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Working minutes since then, by the calendar of its procedure; absent when no calendar covers the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1_260)]
    pub working_minutes: Option<u32>,
    /// When its open step should have been done or should be, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_due_at: Option<DateTime<Utc>>,
    /// Who has to act next.
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
/// Neither ended nor waiting for the applicant, and unmoved for more than `workingHours`; a submission is listed after
/// 8 working hours without an answer (NĐ 45/2020), a step as soon as its own due date passed, an issued result after 80
/// working hours in which nobody collected it.
#[utoipa::path(get, path = "/v1/reports/stuck", operation_id = "listStuckDossiers", tag = "reports", params(WantedStuck),
    responses((status = 200, description = "A page of dossiers", body = Page<StuckDossier>)),
    security(("oauth2" = ["reports:read"])))]
pub async fn list_stuck_dossiers(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<WantedStuck>,
) -> Result<Json<Page<StuckDossier>>, Problem> {
    let agency = wanted::agency(&app, &actor, wanted.agency.as_deref()).await?;
    let (limit, hours) = (page::limit(wanted.limit)?, hours(wanted.working_hours)?);
    let after = page::decode(wanted.cursor.as_deref())?;
    let office = Office { calendars: store::calendars(app.db.read()).await?, now: app.clocks.business.now(), hours };
    let asked = Asked { agency: agency.as_deref(), latest: office.latest(), after };
    let stuck = store::stuck(app.db.read(), &asked, limit).await?;
    let place = |found: &Found| (office.since(found), found.id);
    let page = Page::of(stuck.found, limit, place);
    Ok(Json(page.filter_map(|found| office.shown(found, &stuck.units))))
}

fn hours(wanted: Option<u32>) -> Result<u32, Problem> {
    match wanted.unwrap_or(USUAL_HOURS) {
        hours @ 1..=MOST_HOURS => Ok(hours),
        _ => Err(Problem::field("/query/workingHours", "range", "Từ 1 đến 2000 / 1 to 2000")),
    }
}

/// What time it is, by which calendars, and how long somebody may take.
struct Office {
    calendars: BTreeMap<String, Calendar>,
    now: DateTime<Utc>,
    hours: u32,
}

impl Office {
    /// The latest moments by any calendar: what another calendar lets wait longer is left out when it is shown.
    fn latest(&self) -> Latest {
        let by_any = |waits_for| {
            let moments = self.calendars.values().map(|calendar| self.longer_ago(Some(calendar), waits_for));
            moments.max().unwrap_or_else(|| self.longer_ago(None, waits_for))
        };
        Latest {
            now: self.now,
            today: local_date(self.now),
            answer: by_any(WaitsFor::Acceptance),
            hand_over: by_any(WaitsFor::HandOver),
            move_on: by_any(WaitsFor::Step),
        }
    }

    /// Without a calendar hours on the clock count.
    fn longer_ago(&self, calendar: Option<&Calendar>, waits_for: WaitsFor) -> DateTime<Utc> {
        let hours = waits_for.patience(self.hours);
        let by_the_clock = || self.now - chrono::TimeDelta::hours(hours.into());
        calendar.map_or_else(by_the_clock, |calendar| longer_ago(calendar, self.now, hours))
    }

    /// The calendar of the procedure; until the catalogue told of it, whichever there is.
    fn calendar(&self, found: &Found) -> Option<&Calendar> {
        let own = found.calendar.as_deref().and_then(|code| self.calendars.get(code));
        own.or_else(|| self.calendars.values().next())
    }

    fn since(&self, found: &Found) -> DateTime<Utc> {
        let waits_for = found.standing.waits_for(local_date(self.now));
        waits_for.map_or(found.standing.moved_at, |waits_for| found.standing.since(waits_for))
    }

    fn shown(&self, found: Found, units: &[Unit]) -> Option<StuckDossier> {
        let standing = &found.standing;
        let waits_for = standing.waits_for(local_date(self.now))?;
        let (since, calendar) = (standing.since(waits_for), self.calendar(&found));
        if since > self.longer_ago(calendar, waits_for) && !standing.is_step_overdue(waits_for, self.now) {
            return None;
        }
        let named = |code: String| {
            let own = code == standing.agency;
            let name = units.iter().find(|unit| unit.code == code).map(|unit| unit.name.clone());
            UnitName { name: name.or_else(|| own.then(|| found.agency_name.clone())), code }
        };
        let next = standing.next(waits_for);
        Some(StuckDossier {
            dossier_id: found.id,
            holder: standing.holder.clone().map(named),
            status: standing.status,
            status_text: officer(standing.status),
            waits_for,
            since,
            working_minutes: calendar.and_then(|calendar| working_minutes(calendar, since, self.now).ok()),
            step_due_at: standing.step_due_at,
            responsible: Responsible { role: next.role, unit: next.unit.map(named) },
            agency: AgencyName { code: standing.agency.clone(), name: found.agency_name.clone() },
            code: found.code,
            procedure_name: found.procedure,
        })
    }
}
