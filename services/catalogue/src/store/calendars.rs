//! Working calendars and their versions.

use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::Tx;
use motcua_messaging::Head;
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, JoinType, QueryOrder, QuerySelect};

use super::entities::{calendar, calendar_version};
use crate::domain::Stage;

/// Where a calendar stands, with the head it was loaded with.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where its newest version stands.
    pub stage: Stage,
    /// Its head.
    pub head: Head,
    code: String,
}

/// Loads a calendar for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load_calendar(tx: &Tx, code: &str) -> Result<Entry, DbErr> {
    let head = Head::load(tx, aggregate_of_code("calendar", code)).await?;
    let row = calendar::Entity::find_by_id(code).one(tx.db()).await?;
    let stage = row.map_or(Ok(Stage::Absent), |row| super::read(&row.stage))?;
    Ok(Entry { stage, head, code: code.to_owned() })
}

/// What a version says.
///
/// # Errors
/// When the statement fails.
pub async fn calendar_content<C: ConnectionTrait>(db: &C, code: &str, version: u32) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_version::Entity::find_by_id((code.to_owned(), version.cast_signed())).one(db).await?;
    row.map(|row| super::read(&row.body)).transpose()
}

/// Saves a draft: its content, and that it is open.
///
/// # Errors
/// When a statement fails.
pub async fn save_calendar_draft(tx: &Tx, entry: &Entry, content: &Calendar, stage: Stage) -> Result<(), DbErr> {
    if entry.stage == Stage::Absent {
        let row = calendar::ActiveModel {
            code: Set(entry.code.clone()),
            stage: Set(super::write(&stage)?),
            published_version: Set(None),
        };
        calendar::Entity::insert(row).exec_without_returning(tx.db()).await?;
    } else {
        update(tx, entry, stage).await?;
    }
    let row = calendar_version::ActiveModel {
        code: Set(entry.code.clone()),
        version: Set(content.version.cast_signed()),
        body: Set(super::write(content)?),
    };
    calendar_version::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// Saves that a version is published.
///
/// # Errors
/// When the statement fails.
pub async fn save_calendar_publication(tx: &Tx, entry: &Entry, stage: Stage) -> Result<(), DbErr> {
    update(tx, entry, stage).await
}

async fn update(tx: &Tx, entry: &Entry, stage: Stage) -> Result<(), DbErr> {
    let row = calendar::ActiveModel {
        stage: Set(super::write(&stage)?),
        published_version: Set(stage.published().map(u32::cast_signed)),
        ..Default::default()
    };
    let update = calendar::Entity::update_many().set(row).filter(calendar::Column::Code.eq(&entry.code));
    update.exec(tx.db()).await.map(drop)
}

/// The newest published version of a calendar.
///
/// # Errors
/// When a statement fails.
pub async fn find_calendar<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Calendar>, DbErr> {
    let query = calendar::Entity::find_by_id(code).select_only().column(calendar::Column::PublishedVersion);
    let version: Option<Option<i32>> = query.filter(visible()).into_tuple().one(db).await?;
    let Some(version) = version.flatten().map(i32::cast_unsigned) else { return Ok(None) };
    calendar_content(db, code, version).await
}

/// The newest published version of every calendar, by code.
///
/// # Errors
/// When the statement fails.
pub async fn published_calendars<C: ConnectionTrait>(db: &C) -> Result<Vec<Calendar>, DbErr> {
    let version = calendar_version::Entity::belongs_to(calendar::Entity)
        .from(calendar_version::Column::Code)
        .to(calendar::Column::Code)
        .into();
    let newest = Expr::col((calendar_version::Entity, calendar_version::Column::Version))
        .equals((calendar::Entity, calendar::Column::PublishedVersion));
    let query = calendar_version::Entity::find().join(JoinType::InnerJoin, version).filter(visible()).filter(newest);
    let rows = query.order_by_asc(calendar_version::Column::Code).all(db).await?;
    rows.iter().map(|row| super::read(&row.body)).collect()
}

/// The one condition of every way of reading: what is published is public, a draft is not.
fn visible() -> Condition {
    Condition::all().add(calendar::Column::PublishedVersion.is_not_null())
}
