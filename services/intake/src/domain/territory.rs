//! Where a procedure may be handed in besides the counter of the competent agency.

use serde::{Deserialize, Serialize};

use super::MessageError;

/// Where a procedure may be handed in besides the counter of the competent agency (phi địa giới, NĐ 118/2025
/// Art. 14(4)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Territory {
    /// Nowhere else.
    #[default]
    None,
    /// At every counter of the same province.
    Province,
    /// At every counter.
    Country,
}

impl Territory {
    /// Reads the name that a message carries.
    ///
    /// # Errors
    /// `Unknown` for a name that this version does not know.
    pub fn from_message(name: &str) -> Result<Self, MessageError> {
        match name {
            "" | "none" => Ok(Self::None),
            "province" => Ok(Self::Province),
            "country" => Ok(Self::Country),
            other => Err(MessageError::Unknown(format!("territory {other}"))),
        }
    }
}
