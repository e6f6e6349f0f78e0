//! Columns that hold JSON.

use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, DbErr> {
    serde_json::from_str(json).map_err(|error| DbErr::Custom(format!("a stored value does not parse: {error}")))
}

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Custom(format!("a value cannot be stored: {error}")))
}
