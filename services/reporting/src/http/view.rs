//! The views of a dossier: for the holder of its lookup secret, and for staff.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::{AgencyCode, Status, Text, UnitCode};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Dossier, DossierNames, TimelineEntry, TimelineKind, citizen, officer, without_repetitions};

/// An agency by code and name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AgencyName {
    /// Its code.
    #[schema(value_type = String, example = "H35.05")]
    pub code: AgencyCode,
    /// Its name.
    #[schema(example = "Sở Kế hoạch và Đầu tư")]
    pub name: String,
}

/// A dossier for the holder of its code and secret; without personal data.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LookedUp {
    /// The legal code; before acceptance the submission reference.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// National status.
    #[schema(example = 4)]
    pub status: Status,
    /// The text of the status.
    pub status_text: Text,
    /// The competent agency.
    pub agency: AgencyName,
    /// Name of the procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure_name: Option<String>,
    /// When it was submitted, UTC.
    pub submitted_at: DateTime<Utc>,
    /// When it was accepted, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it is due, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The due date as a local date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// The later moment that the agency promised with its apology, UTC; early, on time and late are judged by the due
    /// date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// The promised local date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<NaiveDate>,
    /// Whether the legal clock is paused.
    pub paused: bool,
    /// While papers are needed: the last local day to submit them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement_until: Option<NaiveDate>,
    /// When the result was issued, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// When the result was returned, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// The timeline, oldest entry first.
    pub timeline: Vec<Entry>,
}

/// An entry of the timeline.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// National status from then on.
    #[schema(example = 4)]
    pub status: Status,
    /// The text of the entry: of the status, or of `what`.
    pub text: Text,
    /// What the entry reports when it is more than a change of the status.
    #[serde(rename = "what", skip_serializing_if = "Option::is_none")]
    pub kind: Option<TimelineKind>,
    /// Code of the unit that held the dossier from then on, or that was asked for its opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "H35.05.02")]
    pub unit: Option<UnitCode>,
    /// Name of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_name: Option<String>,
    /// When the dossier was due from then on, UTC; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The payment received, in Vietnamese dong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 150_000)]
    pub amount_vnd: Option<u64>,
    /// The later moment that was promised, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
}

/// The timeline of a dossier, for staff.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    /// Id of the dossier.
    pub id: DossierId,
    /// The legal code; before acceptance the submission reference.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// National status.
    #[schema(example = 4)]
    pub status: Status,
    /// The legal name of the status.
    pub status_text: Text,
    /// When it is due, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The later moment that the agency promised with its apology, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// The timeline, oldest entry first.
    pub timeline: Vec<Entry>,
}

/// A dossier for the holder of its secret.
pub fn looked_up(dossier: Dossier, names: DossierNames, timeline: &[TimelineEntry]) -> LookedUp {
    let timeline = without_repetitions(timeline)
        .map(|shown| Entry { due_at: None, ..entry(shown, &names, citizen, TimelineKind::citizen) })
        .collect();
    let papers_needed = dossier.status == Status::SupplementRequested;
    LookedUp {
        status: dossier.status,
        status_text: citizen(dossier.status),
        agency: AgencyName { code: dossier.agency, name: names.agency },
        procedure_name: names.procedure,
        submitted_at: dossier.submitted_at,
        accepted_at: dossier.accepted_at,
        due_at: dossier.due_at,
        due_on: dossier.due_on,
        promised_at: dossier.promised_at,
        promised_on: dossier.promised_at.map(local_date),
        paused: dossier.status.is_paused(),
        supplement_until: dossier.supplement_until.filter(|_| papers_needed),
        finished_at: dossier.finished_at,
        returned_at: dossier.returned_at,
        code: dossier.code.unwrap_or(dossier.reference),
        timeline,
    }
}

/// The timeline of a dossier for staff.
pub fn timeline(dossier: Dossier, names: &DossierNames, timeline: &[TimelineEntry]) -> TimelineView {
    TimelineView {
        id: dossier.id,
        status: dossier.status,
        status_text: officer(dossier.status),
        due_at: dossier.due_at,
        promised_at: dossier.promised_at,
        timeline: timeline.iter().map(|shown| entry(shown, names, officer, TimelineKind::officer)).collect(),
        code: dossier.code.unwrap_or(dossier.reference),
    }
}

fn entry(
    entry: &TimelineEntry,
    names: &DossierNames,
    status_text: fn(Status) -> Text,
    kind_text: fn(TimelineKind) -> Text,
) -> Entry {
    let unit = names.units.iter().find(|unit| Some(&unit.code) == entry.unit.as_ref());
    Entry {
        at: entry.at,
        status: entry.status,
        text: entry.kind.map_or_else(|| status_text(entry.status), kind_text),
        kind: entry.kind,
        unit: entry.unit.clone(),
        unit_name: unit.map(|unit| unit.name.clone()),
        due_at: entry.due_at,
        amount_vnd: entry.amount_vnd,
        promised_at: entry.promised_at,
    }
}
