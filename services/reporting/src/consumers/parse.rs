//! Reading the fields of contract messages.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use motcua_contracts::{Status, UnitCode, UnknownName, time};
use motcua_messaging::HandlerError;
use prost_types::Timestamp;

/// An id or a date; `name` is the field.
///
/// # Errors
/// When the text is not one.
pub fn parse<T: FromStr>(text: &str, name: &str) -> Result<T, HandlerError> {
    text.parse().map_err(|_| HandlerError::Reject(name.to_owned()))
}

/// The due date of an event.
///
/// # Errors
/// When it is missing or out of range.
pub fn due_date(at: Option<Timestamp>) -> Result<DateTime<Utc>, HandlerError> {
    time::from_message(at).ok_or_else(|| HandlerError::Reject("due date".into()))
}

/// A national status.
///
/// # Errors
/// When this version does not know it.
pub fn status(number: u32) -> Result<Status, HandlerError> {
    Status::try_from(number).map_err(|error| HandlerError::Unknown(error.to_string()))
}

/// A name of a closed list, for instance of a channel.
///
/// # Errors
/// When this version does not know it.
pub fn named<T: FromStr<Err = UnknownName>>(name: &str) -> Result<T, HandlerError> {
    name.parse().map_err(|error: UnknownName| HandlerError::Unknown(error.to_string()))
}

/// A unit; an empty code is none.
pub fn unit(code: String) -> Option<UnitCode> {
    (!code.is_empty()).then(|| UnitCode::new(code))
}
