//! The view of a stuck dossier, with the names of agencies and units.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_contracts::{Status, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::AgencyName;
use crate::domain::{StuckThreshold, WaitsFor, officer};
use crate::store::{ListedCandidate, Successions};

/// A stuck dossier.
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
    /// National status.
    #[schema(example = 4)]
    pub status: Status,
    /// The legal name of the status.
    pub status_text: Text,
    /// What it waits for.
    pub waits_for: WaitsFor,
    /// Since when it waits for that, UTC: since its last move; since the request for the opinion or the withdrawal;
    /// since the submission of papers or the payment; for overdue papers since the end of their last day.
    pub since: DateTime<Utc>,
    /// Working minutes since then, by the calendar of its procedure; absent when no calendar covers the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1_260)]
    pub working_minutes: Option<u32>,
    /// When its open step is or was due, UTC.
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
    /// Its name; absent until the catalogue published it.
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
    /// The unit or agency; absent when the platform itself did not continue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitName>,
}

/// The names of agencies and units, and who acts for an ended agency today.
pub struct Names {
    /// Names by code.
    pub by_code: BTreeMap<String, String>,
    /// The successions as of today.
    pub successions: Successions,
}

impl Names {
    fn unit(&self, code: String) -> UnitName {
        UnitName { name: self.by_code.get(&code).cloned(), code }
    }

    /// The unit itself; when its agency ended, the agency that acts for it.
    fn responsible(&self, unit: String) -> UnitName {
        let agency = agency_of(&unit);
        match self.successions.acting_for(agency) {
            acting if acting == agency => self.unit(unit),
            acting => self.unit(acting.to_owned()),
        }
    }
}

/// The view of a dossier, if it is stuck.
pub fn stuck_dossier(listed: ListedCandidate, threshold: &StuckThreshold, names: &Names) -> Option<StuckDossier> {
    let candidate = listed.candidate;
    let wait = threshold.too_long(&candidate, listed.calendar.as_deref())?;
    let responsible = candidate.responsible_party(wait.waits_for);
    let agency_name = names.by_code.get(candidate.agency.as_str()).map_or(candidate.agency.as_str(), String::as_str);
    Some(StuckDossier {
        dossier_id: listed.id,
        code: listed.code,
        procedure_name: listed.procedure,
        agency: AgencyName { name: agency_name.to_owned(), code: candidate.agency },
        holder: candidate.holder.map(|unit| names.unit(unit.into_string())),
        status: candidate.status,
        status_text: officer(candidate.status),
        waits_for: wait.waits_for,
        since: wait.since,
        working_minutes: wait.working_minutes,
        step_due_at: candidate.step_due_at,
        responsible: Responsible { role: responsible.role, unit: responsible.unit.map(|unit| names.responsible(unit)) },
    })
}
