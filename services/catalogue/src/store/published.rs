//! The content of all published procedures, read in the order of their codes.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbErr, JoinType, QueryOrder, QuerySelect};

use super::entities::{procedure, procedure_version};
use super::json::from_json;
use super::procedures::visible;
use crate::domain::Procedure;

/// Where to begin reading.
#[derive(Debug, Clone)]
pub enum Begin {
    /// At the first procedure.
    Start,
    /// At this code.
    At(String),
    /// After this code.
    After(String),
}

/// The newest published version of procedures from a code on, by code; of one agency if it is named.
pub async fn list_published_procedures<C: ConnectionTrait>(
    db: &C,
    agency: Option<&str>,
    from: &Begin,
    limit: u64,
) -> Result<Vec<Procedure>, DbErr> {
    let version = procedure_version::Entity::belongs_to(procedure::Entity)
        .from(procedure_version::Column::ProcedureId)
        .to(procedure::Column::Id)
        .into();
    let newest = Expr::col((procedure_version::Entity, procedure_version::Column::Version))
        .equals((procedure::Entity, procedure::Column::PublishedVersion));
    let mut query =
        procedure_version::Entity::find().join(JoinType::InnerJoin, version).filter(visible()).filter(newest);
    if let Some(agency) = agency {
        query = query.filter(procedure::Column::Agency.eq(agency));
    }
    query = match from {
        Begin::Start => query,
        Begin::At(code) => query.filter(procedure::Column::Code.gte(code)),
        Begin::After(code) => query.filter(procedure::Column::Code.gt(code)),
    };
    let rows = query.order_by_asc(procedure::Column::Code).limit(limit).all(db).await?;
    rows.iter().map(|row| from_json(&row.body)).collect()
}
