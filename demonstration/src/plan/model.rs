//! What a plan holds: a header, and every dossier with its actions and its expected outcome.

use chrono::NaiveDate;
use motcua_contracts::Channel;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::targets::Targets;

/// The whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it was drawn from.
    pub header: Header,
    /// Every dossier, ordered by the first action.
    pub dossiers: Vec<PlannedDossier>,
}

/// What a plan was drawn from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Header {
    /// Seed of the random generator.
    pub seed: u64,
    /// Share of the full year.
    pub scale: f64,
    /// The period of the review.
    pub period: Period,
    /// The totals the plan was built for.
    pub targets: Targets,
    /// Number of citizens; they are numbered from 0.
    pub citizens: u32,
}

/// A reporting period, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// One dossier from its submission to the last planned action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlannedDossier {
    /// Position in the plan, from 1.
    pub number: u32,
    /// Code of the agency.
    pub agency: String,
    /// Code of the procedure.
    pub procedure: String,
    /// Code of the procedure it is submitted under by mistake; corrected after its acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "mistakenFor")]
    pub submitted_as: Option<String>,
    /// Code of the case.
    pub case: String,
    /// How it is submitted.
    pub channel: Channel,
    /// Number of the applicant.
    pub citizen: u32,
    /// How the review should count it.
    #[serde(alias = "fate")]
    pub expected: ExpectedOutcome,
    /// Its actions, each strictly later than the one before.
    pub actions: Vec<Action>,
}

/// How the review should count a dossier; never sent to the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpectedOutcome {
    /// How it enters the review.
    pub origin: Origin,
    /// How it stands at the end of the period.
    #[serde(alias = "outcome")]
    pub end_state: EndState,
}

/// How a dossier enters the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// Accepted inside the period.
    InPeriod,
    /// Accepted before the period and unfinished at its start.
    CarriedOver,
    /// Finished before the period: not counted.
    #[serde(alias = "before")]
    FinishedBefore,
    /// Never accepted: not counted.
    #[serde(alias = "uncounted")]
    NeverAccepted,
}

/// How a dossier stands at the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndState {
    /// Finished on a date before the due date.
    Early,
    /// Finished on the due date.
    OnTime,
    /// Finished after the due date.
    Late,
    /// Open and not yet due.
    Open,
    /// Open and waiting for a supplement.
    Paused,
    /// Open, not paused and past due.
    Overdue,
    /// Refused at intake.
    Refused,
    /// Submitted and never answered.
    #[serde(alias = "waiting")]
    Unanswered,
    /// Withdrawn before its acceptance.
    #[serde(alias = "takenBack")]
    WithdrawnEarly,
}
