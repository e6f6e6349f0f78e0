//! The entries of the journal. Aliases are the names that version 0.1 wrote; its data folders are still read.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::plan::Header;

/// One line of the journal. Dossiers are named by their index in the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Entry {
    /// Which plan is run.
    Plan {
        /// The header of the plan.
        header: Header,
    },
    /// Catalogue and accounts are set up.
    #[serde(alias = "setUp")]
    SetupCompleted {
        /// Commands this took.
        commands: u64,
    },
    /// The practice agency is set up: visitors can work there.
    PracticeReady {
        /// Commands sent until then.
        commands: u64,
    },
    /// An example dossier of the practice agency was submitted.
    ExampleSubmitted {
        /// Id of the dossier.
        id: String,
    },
    /// The result of an example dossier was issued by the demonstration, not by a visitor.
    ExampleIssued {
        /// Id of the dossier.
        id: String,
    },
    /// A dossier was submitted.
    #[serde(alias = "dossier")]
    Submitted {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the dossier.
        id: String,
        /// Its lookup secret.
        secret: String,
    },
    /// A dossier was accepted.
    #[serde(alias = "code")]
    Accepted {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Its legal code.
        code: String,
    },
    /// A task was found in a queue. Written before a command uses the task.
    #[serde(alias = "task")]
    TaskFound {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the task.
        id: String,
    },
    /// A result was found in a queue. Written before a command uses the result.
    #[serde(alias = "result")]
    ResultFound {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the result.
        id: String,
    },
    /// An opinion task was found in the queue of the unit asked. Written before a command uses the task.
    #[serde(alias = "opinion")]
    OpinionFound {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the task.
        id: String,
    },
    /// The procedure of a dossier has a fee.
    #[serde(alias = "charge")]
    ProcedureFee {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the fee.
        id: String,
    },
    /// A fee was required.
    #[serde(alias = "fee")]
    RequiredFee {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
        /// Id of the fee.
        id: String,
    },
    /// A dossier was corrected, which cancels its tasks.
    Corrected {
        /// Index in the plan.
        #[serde(alias = "n")]
        dossier: usize,
    },
    /// All commands up to a tick are answered and all queues were empty.
    Tick {
        /// Ticks completed.
        #[serde(alias = "done")]
        completed: usize,
        /// Business time of the last of them, local.
        at: NaiveDateTime,
        /// Commands answered since the first start.
        commands: u64,
        /// Events published since the first start.
        events: u64,
        /// Seconds of running time since the first start.
        seconds: f64,
    },
    /// The year is over.
    #[serde(alias = "over")]
    Finished {
        /// Business time of its end, local.
        at: NaiveDateTime,
    },
}
