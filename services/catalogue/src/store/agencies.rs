//! Agencies with their units.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::Tx;
use motcua_kit::db::pad_to_power_of_two;
use motcua_messaging::{AggregateVersion, Loaded};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QuerySelect, QueryTrait};

use super::entities::agency;
use super::history;
use super::json::{from_json, to_json};
use crate::context::Context;
use crate::domain::{Agency, AgencyEvent, AgencyRecord};

/// Loads an agency.
pub async fn load_agency(tx: &Tx, code: &AgencyCode) -> Result<Loaded<AgencyRecord>, DbErr> {
    let aggregate = aggregate_of_code("agency", code.as_str());
    let query = agency::Entity::find_by_id(code.as_str());
    let (version, rows) = AggregateVersion::load_with::<_, agency::Model>(tx, aggregate, query).await?;
    let agency = rows.first().map(read).transpose()?;
    Ok(Loaded { value: AgencyRecord { agency }, version })
}

/// Locks an agency until the commit, if it exists; the unit of work becomes a transaction.
pub async fn lock_agency(tx: &Tx, code: &AgencyCode) -> Result<(), DbErr> {
    let this = agency::Column::Code.eq(code.as_str());
    let unchanged = Expr::col(agency::Column::Code);
    let update = agency::Entity::update_many().col_expr(agency::Column::Code, unchanged).filter(this);
    update.exec(tx).await.map(drop)
}

/// Saves an agency and its history.
pub fn save_agency(context: &Context, record: &Loaded<AgencyRecord>, event: &AgencyEvent) -> Result<(), DbErr> {
    let agency = event.agency();
    let row = agency::ActiveModel { code: Set(agency.code.to_string()), body: Set(to_json(agency)?) };
    let replace = OnConflict::column(agency::Column::Code).update_column(agency::Column::Body).to_owned();
    context.tx.defer(&agency::Entity::insert(row).on_conflict(replace).into_query(), 1);
    history::record(context, record.version, event.name(), event)
}

/// The agencies with these codes; those that do not exist are left out.
pub async fn find_agencies<C: ConnectionTrait>(
    db: &C,
    codes: impl IntoIterator<Item = AgencyCode>,
) -> Result<Vec<Agency>, DbErr> {
    let codes = pad_to_power_of_two(codes.into_iter().map(String::from).collect());
    let rows = agency::Entity::find().filter(agency::Column::Code.is_in(codes)).all(db).await?;
    rows.iter().map(read).collect()
}

/// Every agency, by code.
pub async fn list_all_agencies<C: ConnectionTrait>(db: &C) -> Result<Vec<Agency>, DbErr> {
    let rows = agency::Entity::find().order_by_asc(agency::Column::Code).all(db).await?;
    rows.iter().map(read).collect()
}

/// Agencies by code, one more than `limit` when there are more.
pub async fn list_agencies<C: ConnectionTrait>(
    db: &C,
    after: Option<String>,
    limit: u64,
) -> Result<Vec<Agency>, DbErr> {
    let mut query = agency::Entity::find().order_by_asc(agency::Column::Code).limit(limit + 1);
    if let Some(after) = after {
        query = query.filter(agency::Column::Code.gt(after));
    }
    query.all(db).await?.iter().map(read).collect()
}

fn read(row: &agency::Model) -> Result<Agency, DbErr> {
    from_json(&row.body)
}
