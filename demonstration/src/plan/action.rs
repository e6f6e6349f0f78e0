//! One planned command: when, what and by whom.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// One command of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// When, local time (UTC+7).
    pub at: NaiveDateTime,
    /// Which command.
    #[serde(alias = "verb")]
    pub kind: ActionKind,
    /// Who sends it.
    #[serde(alias = "by")]
    pub actor: Actor,
}

/// Who sends a command.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// A staff account or device, by user name.
    Staff(String),
    /// A citizen, by number.
    Citizen(u32),
}

/// A command of the public API.
// Externally tagged: serde does not refuse unknown fields in every variant of an internally tagged enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ActionKind {
    /// Submit the dossier.
    Submit,
    /// Accept it and start the clock; at a counter outside the territory: accept it and forward it.
    Accept,
    /// Receive what another counter accepted and forwarded; only now the clock starts (phi địa giới).
    Receive,
    /// Correct the procedure that it was submitted under by mistake.
    Correct,
    /// Refuse it at intake.
    Refuse {
        /// Why, in Vietnamese.
        reason: String,
    },
    /// Claim a work step.
    Claim {
        /// Number of the step.
        step: u8,
    },
    /// Complete a work step.
    Complete {
        /// Number of the step.
        step: u8,
    },
    /// Ask the applicant for more papers; pauses the clock.
    RequestSupplement {
        /// Number of the step the officer has claimed.
        step: u8,
        /// Last day to submit them.
        until: NaiveDate,
    },
    /// Submit the papers asked for.
    #[serde(alias = "supplement")]
    SubmitSupplement,
    /// Require a payment; pauses the clock.
    RequireFee {
        /// Number of the step the officer has claimed.
        step: u8,
    },
    /// Pay the required fee: online through the payment platform, else at the window.
    #[serde(alias = "payFee")]
    PayRequiredFee,
    /// Pay the fee of the procedure at the window.
    #[serde(alias = "payCharge")]
    PayProcedureFee,
    /// Ask another unit for its opinion; the clock continues.
    #[serde(alias = "askOpinion")]
    RequestOpinion {
        /// Number of the step the officer has claimed.
        step: u8,
        /// Code of the unit asked.
        unit: String,
        /// Day it should answer by.
        until: NaiveDate,
    },
    /// Claim the opinion task from the queue of the unit asked.
    #[serde(alias = "takeOpinion")]
    ClaimOpinion,
    /// Complete the opinion task.
    #[serde(alias = "giveOpinion")]
    CompleteOpinion,
    /// Move the open and upcoming work of a unit to another unit of the agency; a claim is released.
    Move {
        /// Code of the unit that has it.
        from: String,
        /// Code of the unit that gets it.
        to: String,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// Withdraw the dossier, or ask to.
    Withdraw,
    /// Decline the withdrawal that the applicant asked for.
    #[serde(alias = "keep")]
    DeclineWithdrawal,
    /// End the dossier without a result.
    Stop {
        /// Why.
        cause: StopCause,
    },
    /// Apologise and promise a later day.
    Extend {
        /// The promised day.
        promised_on: NaiveDate,
    },
    /// Sign the result.
    Approve {
        /// Whether the application is granted.
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
pub enum StopCause {
    /// Its applicant withdrew it.
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
