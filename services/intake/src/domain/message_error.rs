//! Why a message of another service cannot be used.

/// Why a message of another service cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageError {
    /// It names something that this version does not know; a newer version may.
    Unknown(String),
    /// It breaks its contract.
    Invalid(String),
}
