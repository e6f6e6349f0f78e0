//! The process that a journey follows: its steps with their units, the legal limit, the calendar and the pause policy.

use motcua_contracts::code::agency_of;
use motcua_contracts::{AgencyCode, UnitCode};
use motcua_worktime::{Limit, Policy};
use serde::{Deserialize, Serialize};

/// What kind of work a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepKind {
    /// Receiving; done by the acceptance itself.
    Receive,
    /// Working on it.
    Work,
    /// Deciding.
    Approve,
    /// Numbering, sealing and issuing the result.
    Issue,
}

impl StepKind {
    /// The name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Work => "work",
            Self::Approve => "approve",
            Self::Issue => "issue",
        }
    }

    /// The kind with this name in messages.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Receive, Self::Work, Self::Approve, Self::Issue].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A step of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number, from 1.
    pub number: u32,
    /// Its kind.
    pub kind: StepKind,
    /// Its name.
    pub name: String,
    /// Unit that holds the dossier.
    pub unit: UnitCode,
    /// Role that carries it out.
    pub role: String,
    /// Share of the limit in working minutes.
    pub minutes: u32,
}

/// The process of one journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The steps in their order.
    pub steps: Vec<Step>,
    /// The legal limit.
    pub limit: Limit,
    /// What a supplement request does to the clock.
    pub policy: Policy,
    /// Code of the calendar.
    pub calendar: String,
    /// How often the journey began again, after a correction or a return for error; 0 for the first time.
    #[serde(default)]
    pub round: u32,
}

/// Consecutive steps within one agency: in an interlinked procedure a sub-journey. It belongs to its dossier and is
/// never counted as a second one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// The agency.
    pub agency: AgencyCode,
    /// Its steps, in their order.
    pub steps: &'a [Step],
}

impl Part<'_> {
    /// Its share of the limit in nominal working minutes.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).fold(0, u32::saturating_add)
    }
}

impl Process {
    /// The step with this number.
    pub fn step(&self, number: u32) -> Option<&Step> {
        self.steps.iter().find(|step| step.number == number)
    }

    /// The step that follows the one with this number.
    pub fn next_step(&self, number: u32) -> Option<&Step> {
        self.step(number + 1)
    }

    /// The parts in their order; more than one for an interlinked procedure (liên thông).
    pub fn parts(&self) -> Vec<Part<'_>> {
        let parts = self.steps.chunk_by(|one, next| agency_of(one.unit.as_str()) == agency_of(next.unit.as_str()));
        parts.filter_map(|steps| steps.first().map(|first| Part { agency: first.unit.agency(), steps })).collect()
    }

    /// Assigns steps to a unit.
    pub fn assign(&mut self, steps: &[u32], unit: &UnitCode) {
        for step in self.steps.iter_mut().filter(|step| steps.contains(&step.number)) {
            unit.clone_into(&mut step.unit);
        }
    }
}
