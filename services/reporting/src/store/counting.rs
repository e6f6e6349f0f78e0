//! What the counting statements share.

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};

use super::entities::dossier::Column;
use super::entities::{agency, dossier};

/// The channel whose dossiers and payments count as online.
pub(super) const ONLINE: &str = "online";

/// Kinds of agencies that no figure of the whole centre counts: the Centre itself, and its partners.
const NOT_COUNTED: [&str; 2] = ["centre", "partner"];

/// A column of the dossier.
pub(super) fn column(column: Column) -> Expr {
    Expr::col((dossier::Entity, column))
}

/// The number of rows that meet a condition.
pub(super) fn count_if(condition: Expr) -> Expr {
    let counted: Expr = Expr::case(condition, 1).into();
    counted.count()
}

/// Whether `agency` is one of the requested agencies; without a request, whether the whole centre counts it. An agency
/// that the catalogue has not published yet counts.
pub(super) fn is_counted(agency: Expr, requested: Option<&[String]>) -> Expr {
    match requested {
        Some(codes) => agency.is_in(codes),
        None => agency.not_in_subquery(not_counted()),
    }
}

fn not_counted() -> SelectStatement {
    Query::select()
        .column((agency::Entity, agency::Column::Code))
        .from(agency::Entity)
        .and_where(Expr::col((agency::Entity, agency::Column::Kind)).is_in(NOT_COUNTED))
        .to_owned()
}
