//! The newest version of every working calendar.

use std::collections::BTreeMap;

use motcua_kit::Tx;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryTrait};

use super::entities::calendar;

/// Saves a published calendar, unless a newer version is stored.
///
/// # Errors
/// When the calendar cannot be written as JSON.
pub fn save_calendar(tx: &Tx, published: &Calendar) -> Result<(), DbErr> {
    let version = published.version.cast_signed();
    let row = calendar::ActiveModel {
        code: Set(published.code.clone()),
        version: Set(version),
        body: Set(serde_json::to_string(published).map_err(|error| unreadable(&error))?),
    };
    let newer = OnConflict::column(calendar::Column::Code)
        .update_columns([calendar::Column::Version, calendar::Column::Body])
        .action_and_where(calendar::Column::Version.lte(version))
        .to_owned();
    tx.defer_any(&calendar::Entity::insert(row).on_conflict(newer).into_query());
    Ok(())
}

/// All calendars by their code.
///
/// # Errors
/// When the database cannot be read, or a stored calendar does not parse.
pub async fn list_calendars<C: ConnectionTrait>(db: &C) -> Result<BTreeMap<String, Calendar>, DbErr> {
    let rows = calendar::Entity::find().all(db).await?;
    let read =
        |row: calendar::Model| Ok((row.code, serde_json::from_str(&row.body).map_err(|error| unreadable(&error))?));
    rows.into_iter().map(read).collect()
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored calendar does not parse: {error}"))
}
