//! National statuses in rows and conditions.

use motcua_contracts::Status;
use sea_orm::DbErr;
use sea_orm::sea_query::{Expr, ExprTrait};

/// The statuses in which the legal clock is paused.
pub(super) const PAUSED: [Status; 2] = [Status::SupplementRequested, Status::PaymentRequested];

/// The status of a row.
pub(super) fn status_of(number: i32) -> Result<Status, DbErr> {
    Status::try_from(number).map_err(|error| DbErr::Custom(error.to_string()))
}

/// The condition that a status column has one of these statuses.
pub(super) fn is_one_of(column: Expr, statuses: &[Status]) -> Expr {
    column.is_in(statuses.iter().map(|status| status.number()))
}
