//! The plan of the demo year: who does which command at which moment, fixed before the first request.
//!
//! It is drawn from a seed and from [`Targets`] on a table of working days of its own. It never reads an answer of
//! the platform, so what the platform counts at the end is a real check of calendar, clock and pipeline.

mod build;
mod courses;
pub mod days;
mod expected;
mod file;
mod legal;
mod lives;
mod people;
mod pool;
mod schedule;
pub mod targets;
mod text;
mod timing;
mod wishes;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

pub use super::seed::Channel;
pub use expected::{AgencyFigures, Expected, InProcess, Ratings, Received, Resolved};
pub use targets::Targets;

/// The whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it was drawn from.
    pub header: Header,
    /// Every dossier, in the order of first actions.
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
    /// The period the review is about.
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

/// One dossier from its submission to wherever the plan leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlannedDossier {
    /// Position in the plan, from 1.
    pub number: u32,
    /// Code of the agency.
    pub agency: String,
    /// Code of the procedure.
    pub procedure: String,
    /// Code of the procedure it is handed in under by mistake; corrected after its acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistaken_for: Option<String>,
    /// Code of the case.
    pub case: String,
    /// How it comes in.
    pub channel: Channel,
    /// Whose it is.
    pub citizen: u32,
    /// What the plan expects of it.
    pub fate: Fate,
    /// Its commands, each strictly later than the one before.
    pub actions: Vec<Action>,
}

/// What the plan expects of a dossier; the platform never sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fate {
    /// How it enters the review.
    pub origin: Origin,
    /// How it stands at the end of the period.
    pub outcome: Outcome,
}

/// How a dossier enters the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// Accepted inside the period.
    InPeriod,
    /// Accepted before it and unfinished at its start.
    CarriedOver,
    /// Finished before it: counted nowhere.
    Before,
    /// Never accepted: counted nowhere.
    Uncounted,
}

/// How a dossier stands at the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Finished on a date before the due date.
    Early,
    /// Finished on the due date.
    OnTime,
    /// Finished after it.
    Late,
    /// Open and not yet due.
    Open,
    /// Open and waiting for a supplement.
    Paused,
    /// Open, not paused and past due.
    Overdue,
    /// Refused at intake.
    Refused,
    /// Submitted and never accepted.
    Waiting,
    /// Taken back before anybody accepted it.
    TakenBack,
}

/// One command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// When, local time.
    pub at: NaiveDateTime,
    /// What.
    pub verb: Verb,
    /// By whom.
    pub by: By,
}

/// Who does a command.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum By {
    /// A staff account or device, by user name.
    Staff(String),
    /// A citizen, by number.
    Citizen(u32),
}

/// A command of the public API.
// Externally tagged: serde does not refuse unknown fields in every variant of an internally tagged enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Verb {
    /// Hand the dossier in.
    Submit,
    /// Accept it and start the clock; at a counter outside the territory: accept it and send it on.
    Accept,
    /// Receive what another counter accepted; only now the clock starts (phi địa giới).
    Receive,
    /// Put the procedure right that it was handed in under by mistake.
    Correct,
    /// Refuse it at intake.
    Refuse {
        /// Why, in Vietnamese.
        reason: String,
    },
    /// Take a work step.
    Claim {
        /// Number of the step.
        step: u8,
    },
    /// Finish a work step.
    Complete {
        /// Number of the step.
        step: u8,
    },
    /// Ask the citizen for more papers; stops the clock.
    RequestSupplement {
        /// Number of the step the officer holds.
        step: u8,
        /// Last day to hand them in.
        until: NaiveDate,
    },
    /// Hand in the papers asked for.
    Supplement,
    /// Demand a payment; stops the clock.
    RequireFee {
        /// Number of the step the officer holds.
        step: u8,
    },
    /// Pay what was demanded: online through the payment platform, else at the window.
    PayFee,
    /// Pay the fee of the procedure at the window.
    PayCharge,
    /// Ask another unit for its opinion; the clock runs on.
    AskOpinion {
        /// Number of the step the officer holds.
        step: u8,
        /// Code of the unit asked.
        unit: String,
        /// Day it should answer by.
        until: NaiveDate,
    },
    /// Take the question from the queue of the unit asked.
    TakeOpinion,
    /// Answer it.
    GiveOpinion,
    /// Move what a unit has of it, open or still to come, to another unit of the agency; a claim is given back.
    Move {
        /// Code of the unit that has it.
        from: String,
        /// Code of the unit that gets it.
        to: String,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// Ask for the dossier back.
    Withdraw,
    /// Keep a dossier that its applicant wants back.
    Keep,
    /// End it without a result.
    Stop {
        /// What kind of end.
        cause: Cause,
    },
    /// Apologise and promise a later day.
    Extend {
        /// Which.
        promised_on: NaiveDate,
    },
    /// Sign the result.
    Approve {
        /// Whether the request is granted.
        granted: bool,
    },
    /// Number, stamp and issue the result.
    Issue,
    /// Send an issued result back for an error.
    Recall,
    /// Hand the result over.
    Return,
    /// Rate the service.
    Rate {
        /// How satisfied.
        score: Score,
    },
}

/// Why a dossier ends without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// Its applicant took it back.
    Withdrawn,
    /// The papers asked for did not come in time.
    SupplementOverdue,
}

/// The three-point scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Score {
    /// Rất hài lòng.
    VerySatisfied,
    /// Hài lòng.
    Satisfied,
    /// Không hài lòng.
    NotSatisfied,
}

/// What happens at one moment: pairs of dossier index and action index, no dossier twice.
pub type Tick = (NaiveDateTime, Vec<(usize, usize)>);

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The targets contradict each other.
    #[error("the targets contradict each other:\n- {}", .0.join("\n- "))]
    Inconsistent(Vec<String>),
    /// No procedure and no day can carry a life of this kind.
    #[error("no room in the year for a dossier that is {origin:?} and {outcome:?} by {channel:?}")]
    NoRoom {
        /// How it should enter the review.
        origin: Origin,
        /// How it should stand at the end.
        outcome: Outcome,
        /// How it should come in.
        channel: Channel,
    },
    /// Nobody in the catalogue has the role a step asks for.
    #[error("nobody in unit {unit} can do this step")]
    Nobody {
        /// The unit of the step.
        unit: String,
    },
    /// A moment lies outside the table of working days.
    #[error("a moment lies outside the plan's table of working days")]
    OutsideTable,
    /// A plan file breaks the rules; the first problems are listed.
    #[error("the plan file breaks the rules:\n- {}", .0.join("\n- "))]
    Invalid(Vec<String>),
    /// The file could not be read or written.
    #[error("the plan file could not be read or written")]
    Io(#[from] std::io::Error),
}

impl Plan {
    /// The published year, or a share of it.
    pub fn year(seed: u64, scale: f64) -> Result<Self, Error> {
        if !(scale.is_finite() && scale > 0.0 && scale <= 10.0) {
            let problem = format!("scale {scale} is not above 0 and at most 10");
            return Err(Error::Inconsistent(vec![problem]));
        }
        Self::build(seed, scale, Targets::default().scaled(scale))
    }

    /// A year with exactly these targets; the scale sizes only the crowd of citizens.
    pub fn build(seed: u64, scale: f64, targets: Targets) -> Result<Self, Error> {
        build::build(seed, scale, targets)
    }

    /// The commands moment by moment, in time order.
    pub fn ticks(&self) -> impl Iterator<Item = Tick> + use<> {
        let mut ticks: BTreeMap<NaiveDateTime, Vec<(usize, usize)>> = BTreeMap::new();
        for (dossier, planned) in self.dossiers.iter().enumerate() {
            for (action, planned) in planned.actions.iter().enumerate() {
                ticks.entry(planned.at).or_default().push((dossier, action));
            }
        }
        ticks.into_iter()
    }

    /// Local time before the first command, when catalogue and accounts are set up.
    pub fn first_moment(&self) -> NaiveDateTime {
        let first = self.dossiers.iter().flat_map(|dossier| &dossier.actions).map(|action| action.at).min();
        let day = first.map_or(self.header.period.from, |at| at.date());
        day.pred_opt().unwrap_or(day).and_time(days::SLOTS[0])
    }

    /// Local time after the last command: the end of the period.
    pub fn last_moment(&self) -> NaiveDateTime {
        let next = self.header.period.to.succ_opt().unwrap_or(self.header.period.to);
        next.and_time(chrono::NaiveTime::MIN)
    }

    /// Number of commands in the plan.
    pub fn commands(&self) -> usize {
        self.dossiers.iter().map(|d| d.actions.len()).sum()
    }
}
