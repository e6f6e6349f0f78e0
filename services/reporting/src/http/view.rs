//! How reporting shows a dossier: to whoever holds its secret, and to staff.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::DossierId;
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{PAUSED, What, Words, citizen, officer};
use crate::store::{Dossier, Line, Names};

/// An agency by code and name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AgencyName {
    /// Its code.
    #[schema(example = "H35.05")]
    pub code: String,
    /// Its name.
    #[schema(example = "Sở Kế hoạch và Đầu tư")]
    pub name: String,
}

/// How a dossier stands, for whoever holds its code and secret; nothing personal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LookedUp {
    /// The legal code; before acceptance the submission reference.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// National status code.
    #[schema(example = 4)]
    pub status: i32,
    /// The same in words.
    pub status_text: Words,
    /// The competent agency.
    pub agency: AgencyName,
    /// Name of the procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure_name: Option<String>,
    /// When it was handed in, UTC.
    pub submitted_at: DateTime<Utc>,
    /// When it was accepted, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it is due, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The same as a local date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// The later moment that the agency promised with its apology, UTC; the due date stays the one it is judged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// The same as a local date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<NaiveDate>,
    /// Whether the legal clock stands still.
    pub paused: bool,
    /// While papers are needed: the last day to hand them in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement_until: Option<NaiveDate>,
    /// When the result was issued, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// When the result was handed over, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// What became of it, oldest first.
    pub timeline: Vec<Entry>,
}

/// A line of the timeline.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// National status code from then on.
    #[schema(example = 4)]
    pub status: i32,
    /// What happened, in words: the status, or what is named by `what`.
    pub text: Words,
    /// What happened, when it is more than the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<What>,
    /// Code of the unit that held it from then on, or that was asked for its opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.05.02")]
    pub unit: Option<String>,
    /// Name of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_name: Option<String>,
    /// When it was due from then on, UTC; shown to staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Money that came in, in Vietnamese dong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 150_000)]
    pub amount_vnd: Option<u64>,
    /// The later moment that was promised, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
}

/// The timeline of a dossier, for those who work on it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    /// Id of the dossier.
    pub id: DossierId,
    /// The legal code; before acceptance the submission reference.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// National status code.
    #[schema(example = 4)]
    pub status: i32,
    /// The same by its legal name.
    pub status_text: Words,
    /// When it is due, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The later moment that the agency promised with its apology, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<DateTime<Utc>>,
    /// The lines, oldest first.
    pub timeline: Vec<Entry>,
}

/// A dossier for whoever holds its secret.
pub fn looked_up(dossier: Dossier, names: Names, lines: &[Line]) -> LookedUp {
    let timeline =
        told(lines).map(|line| Entry { due_at: None, ..entry(line, &names, citizen, What::citizen) }).collect();
    let papers_needed = dossier.status == PAUSED[0];
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
        paused: PAUSED.contains(&dossier.status),
        supplement_until: dossier.supplement_until.filter(|_| papers_needed),
        finished_at: dossier.finished_at,
        returned_at: dossier.returned_at,
        code: dossier.code.unwrap_or(dossier.reference),
        timeline,
    }
}

/// A dossier's timeline for staff.
pub fn timeline(dossier: Dossier, names: &Names, lines: Vec<Line>) -> TimelineView {
    TimelineView {
        id: dossier.id,
        status: dossier.status,
        status_text: officer(dossier.status),
        due_at: dossier.due_at,
        promised_at: dossier.promised_at,
        timeline: lines.iter().map(|line| entry(line, names, officer, What::officer)).collect(),
        code: dossier.code.unwrap_or(dossier.reference),
    }
}

/// The lines without those that the next one says again and better: the journey begins, and at the same moment its
/// first unit holds the dossier.
fn told(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let said_again = |at: usize, line: &Line| {
        let next = lines.get(at + 1);
        line.unit.is_none()
            && line.what.is_none()
            && next.is_some_and(|next| next.status == line.status && next.at == line.at && next.what.is_none())
    };
    lines.iter().enumerate().filter(move |(at, line)| !said_again(*at, line)).map(|(_, line)| line)
}

fn entry(line: &Line, names: &Names, words: fn(i32) -> Words, beside: fn(What) -> Words) -> Entry {
    let unit_name = names.units.iter().find(|unit| Some(&unit.code) == line.unit.as_ref());
    Entry {
        at: line.at,
        status: line.status,
        text: line.what.map_or_else(|| words(line.status), beside),
        what: line.what,
        unit: line.unit.clone(),
        unit_name: unit_name.map(|unit| unit.name.clone()),
        due_at: line.due_at,
        amount_vnd: line.amount_vnd,
        promised_at: line.promised_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(seconds: i64, status: i32, unit: Option<&str>) -> Line {
        let at = DateTime::from_timestamp(seconds, 0).unwrap();
        let unit = unit.map(str::to_owned);
        Line { at, status, due_at: None, unit, what: None, amount_vnd: None, promised_at: None }
    }

    #[test]
    fn the_beginning_of_the_journey_is_told_once() {
        let lines =
            [line(1, 1, None), line(2, 2, None), line(2, 4, None), line(2, 4, Some("A")), line(3, 4, Some("B"))];
        let told: Vec<_> = told(&lines).map(|line| (line.status, line.unit.as_deref())).collect();
        assert_eq!(told, [(1, None), (2, None), (4, Some("A")), (4, Some("B"))]);
    }
}
