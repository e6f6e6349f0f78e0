//! The list of published procedures: by code, or by how well they match a search.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::ProcedureId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait, LikeExpr};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Order, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::entities::procedure::{Column, Entity};
use super::procedures::visible;
use crate::domain::Search;

/// Filters of the list.
#[derive(Debug, Clone, Default)]
pub struct ProcedureFilter {
    /// Words that must occur.
    pub search: Option<Search>,
    /// Code of the competent agency.
    pub agency: Option<String>,
    /// Field of administration.
    pub field: Option<String>,
    /// Whether they are settled on the spot.
    pub on_the_spot: Option<bool>,
    /// Only procedures after this position.
    pub after: Option<ListPosition>,
}

/// The position of a procedure in the list: its rank, then its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPosition(i32, String);

/// A procedure in a list.
#[derive(Debug, Clone)]
pub struct ListedProcedure {
    pub id: ProcedureId,
    /// National code.
    pub code: String,
    /// Newest published version.
    pub version: u32,
    pub name: String,
    /// Field of administration.
    pub field: String,
    /// Code of the competent agency.
    pub agency: AgencyCode,
    /// Whether it is settled on the spot.
    pub on_the_spot: bool,
    /// Whether it is invented.
    pub synthetic: bool,
    rank: i32,
}

impl ListedProcedure {
    /// Its position in the list.
    pub fn position(&self) -> ListPosition {
        ListPosition(self.rank, self.code.clone())
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    published_version: i32,
    name: String,
    field: String,
    agency: String,
    on_the_spot: bool,
    synthetic: bool,
    fit: i32,
}

/// Published procedures, the best match first, one more than `limit` when there are more.
pub async fn list_procedures<C: ConnectionTrait>(
    db: &C,
    filter: &ProcedureFilter,
    limit: u64,
) -> Result<Vec<ListedProcedure>, DbErr> {
    let columns = [Column::Id, Column::Code, Column::PublishedVersion, Column::Name, Column::Field, Column::Agency];
    let query = Entity::find()
        .select_only()
        .columns(columns)
        .columns([Column::OnTheSpot, Column::Synthetic])
        .expr_as(rank(filter.search.as_ref()), "fit")
        .filter(visible())
        .filter(condition(filter))
        .order_by(Expr::col("fit"), Order::Asc)
        .order_by_asc(Column::Code)
        .limit(limit + 1);
    let rows = query.into_model::<Row>().all(db).await?;
    Ok(rows.into_iter().map(listed).collect())
}

fn condition(filter: &ProcedureFilter) -> Condition {
    let mut all = Condition::all();
    if let Some(search) = &filter.search {
        for word in search.fold.split(' ') {
            all = all.add(Column::SearchFold.like(like("%", word)));
        }
    }
    if let Some(agency) = &filter.agency {
        all = all.add(Column::Agency.eq(agency));
    }
    if let Some(field) = &filter.field {
        all = all.add(Column::Field.eq(field));
    }
    if let Some(on_the_spot) = filter.on_the_spot {
        all = all.add(Column::OnTheSpot.eq(on_the_spot));
    }
    if let Some(ListPosition(fit, code)) = &filter.after {
        let rank = || rank(filter.search.as_ref());
        let further = Condition::all().add(rank().eq(*fit)).add(Column::Code.gt(code));
        all = all.add(Condition::any().add(rank().gt(*fit)).add(further));
    }
    all
}

/// 0 for rows with the accents that were typed, 1 for those that begin with the text, 2 for the rest.
fn rank(search: Option<&Search>) -> Expr {
    let Some(search) = search else { return Expr::val(0i32) };
    CaseStatement::new()
        .case(Column::SearchExact.like(like("%", &search.exact)), 0i32)
        .case(Column::SearchFold.like(like("", &search.fold)), 1i32)
        .finally(2i32)
        .into()
}

/// A pattern in which `%`, `_` and `\` of the text stand for themselves.
fn like(before: &str, text: &str) -> LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("{before}{escaped}%")).escape('\\')
}

fn listed(row: Row) -> ListedProcedure {
    ListedProcedure {
        id: ProcedureId(row.id),
        code: row.code,
        version: row.published_version.cast_unsigned(),
        name: row.name,
        field: row.field,
        agency: AgencyCode::new(row.agency),
        on_the_spot: row.on_the_spot,
        synthetic: row.synthetic,
        rank: row.fit,
    }
}
