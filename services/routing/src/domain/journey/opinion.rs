//! Opinions of other units (lấy ý kiến), requested while a step is open.

use motcua_contracts::UnitCode;
use motcua_contracts::ids::TaskId;
use serde::{Deserialize, Serialize};

/// An opinion that is awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingOpinion {
    /// Its task in processing.
    pub task: TaskId,
    /// The unit that is asked.
    pub unit: UnitCode,
}
