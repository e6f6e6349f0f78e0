//! Reads ids and dates of messages; what does not parse breaks the contract.

use std::str::FromStr;

use motcua_messaging::HandlerError;

/// Reads an id or a date.
pub fn parse<T: FromStr>(text: &str, what: &str) -> Result<T, HandlerError> {
    text.parse().map_err(|_| HandlerError::Reject(format!("not a {what}")))
}
