//! Reads ids and dates of messages; one that does not parse breaks the contract, and its event is rejected.

use std::str::FromStr;

use motcua_messaging::HandlerError;

/// Reads an id or a date.
pub fn parse<T: FromStr>(text: &str, what: &str) -> Result<T, HandlerError> {
    text.parse().map_err(|_| HandlerError::Reject(format!("not a {what}")))
}

/// Reads an id or a date that may be absent: then its text is empty.
pub fn parse_optional<T: FromStr>(text: &str, what: &str) -> Result<Option<T>, HandlerError> {
    if text.is_empty() { Ok(None) } else { parse(text, what).map(Some) }
}
