//! Names and days as messages carry them.

use chrono::NaiveDate;
use motcua_kit::Problem;
use serde::Serialize;

/// A day; empty when it is not known.
pub fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// The name of an enum variant, in messages the same as in JSON.
///
/// # Errors
/// For a value that has no such name; an event without it would be dead-lettered by every subscriber.
pub fn name<T: Serialize>(choice: &T) -> Result<String, Problem> {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        Ok(other) => Err(Problem::internal(&format!("no name of an enum variant: {other}"))),
        Err(error) => Err(Problem::internal(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_is_an_error_and_no_empty_name() {
        assert_eq!(name(&motcua_contracts::Channel::Counter).ok().as_deref(), Some("counter"));
        assert!(name(&7).is_err());
    }
}
