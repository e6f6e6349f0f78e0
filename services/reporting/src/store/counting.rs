//! What the counting statements share.

use sea_orm::sea_query::{Expr, ExprTrait};

use super::entities::dossier;
use super::entities::dossier::Column;

/// The channel whose dossiers and payments count as online.
pub(super) const ONLINE: &str = "online";

/// A column of the dossier.
pub(super) fn column(column: Column) -> Expr {
    Expr::col((dossier::Entity, column))
}

/// The number of rows that meet a condition.
pub(super) fn count_if(condition: Expr) -> Expr {
    let counted: Expr = Expr::case(condition, 1).into();
    counted.count()
}
