//! Statement values in the form in which the SQL toolkit stores them on SQLite, so that both write the same bytes.

use chrono::SecondsFormat;
use rusqlite::types::Value as Stored;
use sea_orm::{DbErr, Value};

/// The stored form of a value.
///
/// # Errors
/// For a type that no table of the platform uses.
pub(super) fn stored(value: Value) -> Result<Stored, DbErr> {
    let text = |text: Option<String>| text.map_or(Stored::Null, Stored::Text);
    let integer = |number: Option<i64>| number.map_or(Stored::Null, Stored::Integer);
    Ok(match value {
        Value::Bool(flag) => integer(flag.map(i64::from)),
        Value::TinyInt(number) => integer(number.map(i64::from)),
        Value::SmallInt(number) => integer(number.map(i64::from)),
        Value::Int(number) => integer(number.map(i64::from)),
        Value::BigInt(number) => integer(number),
        Value::TinyUnsigned(number) => integer(number.map(i64::from)),
        Value::SmallUnsigned(number) => integer(number.map(i64::from)),
        Value::Unsigned(number) => integer(number.map(i64::from)),
        Value::BigUnsigned(number) => integer(number.map(u64::cast_signed)),
        Value::Double(number) => number.map_or(Stored::Null, Stored::Real),
        Value::String(string) => text(string),
        Value::Bytes(bytes) => bytes.map_or(Stored::Null, Stored::Blob),
        Value::Json(json) => text(json.map(|json| json.to_string())),
        Value::ChronoDate(day) => text(day.map(|day| day.format("%F").to_string())),
        Value::ChronoDateTimeUtc(at) => text(at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, false))),
        Value::Uuid(id) => id.map_or(Stored::Null, |id| Stored::Blob(id.as_bytes().to_vec())),
        other => return Err(DbErr::Type(format!("no stored form for {other:?}"))),
    })
}
