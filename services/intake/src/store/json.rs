//! Columns that hold JSON, and names of enumerations.

use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn unreadable(error: &impl std::fmt::Display) -> DbErr {
    DbErr::Custom(format!("a stored value does not parse: {error}"))
}

/// A value of a JSON column.
pub fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, DbErr> {
    serde_json::from_str(json).map_err(|error| unreadable(&error))
}

/// A value as a JSON column holds it.
pub fn to_json<T: Serialize>(value: &T) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Custom(format!("a value cannot be stored: {error}")))
}

/// A value of an enumeration by its stored name.
pub fn from_name<T: DeserializeOwned>(name: String) -> Result<T, DbErr> {
    serde_json::from_value(name.into()).map_err(|error| unreadable(&error))
}
