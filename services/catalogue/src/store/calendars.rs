//! Working calendars and their versions.

use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::Tx;
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_worktime::Calendar;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, JoinType, QueryOrder, QuerySelect, QueryTrait};

use super::entities::{calendar, calendar_version};
use super::history;
use super::json::{from_json, to_json};
use crate::context::Context;
use crate::domain::{CalendarVersions, Event};

/// Loads the versions of a calendar.
pub async fn load_calendar(tx: &Tx, code: &str) -> Result<Loaded<CalendarVersions>, DbErr> {
    let (aggregate, query) = (aggregate_of_code("calendar", code), calendar::Entity::find_by_id(code));
    let (version, rows) = AggregateVersion::load_with::<_, calendar::Model>(tx, aggregate, query).await?;
    let mut value = CalendarVersions::absent(code.to_owned());
    if let Some(row) = rows.first() {
        value.stage = from_json(&row.stage)?;
    }
    Ok(Loaded { value, version })
}

/// The content of a version.
pub async fn find_calendar_content<C: ConnectionTrait>(
    db: &C,
    code: &str,
    version: u32,
) -> Result<Option<Calendar>, DbErr> {
    let row = calendar_version::Entity::find_by_id((code.to_owned(), version.cast_signed())).one(db).await?;
    row.map(|row| from_json(&row.body)).transpose()
}

/// Saves the versions, the content of a draft, and the history.
pub fn save_calendar(
    context: &Context,
    versions: &Loaded<CalendarVersions>,
    event: &Event<Calendar>,
) -> Result<(), DbErr> {
    match event {
        Event::Drafted { version, content, .. } => {
            if versions.version.version == 0 {
                insert(&context.tx, &versions.value)?;
            } else {
                update(&context.tx, &versions.value)?;
            }
            let row = calendar_version::ActiveModel {
                code: Set(versions.value.key.clone()),
                version: Set(version.cast_signed()),
                body: Set(to_json(content)?),
            };
            context.tx.defer(&calendar_version::Entity::insert(row).into_query(), 1);
        }
        Event::Published { .. } => update(&context.tx, &versions.value)?,
    }
    history::record(context, versions.version, event.name(), event)
}

fn insert(tx: &Tx, versions: &CalendarVersions) -> Result<(), DbErr> {
    let row = calendar::ActiveModel {
        code: Set(versions.key.clone()),
        stage: Set(to_json(&versions.stage)?),
        published_version: Set(None),
    };
    tx.defer(&calendar::Entity::insert(row).into_query(), 1);
    Ok(())
}

fn update(tx: &Tx, versions: &CalendarVersions) -> Result<(), DbErr> {
    let row = calendar::ActiveModel {
        stage: Set(to_json(&versions.stage)?),
        published_version: Set(versions.published().map(u32::cast_signed)),
        ..Default::default()
    };
    let update = calendar::Entity::update_many().set(row).filter(calendar::Column::Code.eq(&versions.key));
    tx.defer(&update.into_query(), 1);
    Ok(())
}

/// The newest published version of every calendar, by code.
pub async fn list_published_calendars<C: ConnectionTrait>(db: &C) -> Result<Vec<Calendar>, DbErr> {
    let version = calendar_version::Entity::belongs_to(calendar::Entity)
        .from(calendar_version::Column::Code)
        .to(calendar::Column::Code)
        .into();
    let newest = Expr::col((calendar_version::Entity, calendar_version::Column::Version))
        .equals((calendar::Entity, calendar::Column::PublishedVersion));
    let query = calendar_version::Entity::find().join(JoinType::InnerJoin, version).filter(visible()).filter(newest);
    let rows = query.order_by_asc(calendar_version::Column::Code).all(db).await?;
    rows.iter().map(|row| from_json(&row.body)).collect()
}

/// The condition of every list: published versions are public, a draft is not.
fn visible() -> Condition {
    Condition::all().add(calendar::Column::PublishedVersion.is_not_null())
}
