//! Conditions and expressions on the row of a dossier.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::entities::dossier::Column;
use crate::domain::Needs;

/// The condition under which what a change needs is known of a dossier.
pub(super) fn known(needs: Needs) -> Expr {
    match needs {
        Needs::Submission => Column::SubmittedAt.is_not_null(),
        Needs::Acceptance => Column::AcceptedAt.is_not_null(),
        Needs::Completion => Column::FinishedAt.is_not_null(),
        Needs::LastCompletion => {
            let reopened_after_each_recall = Expr::col(Column::Reopenings).gte(Expr::col(Column::Recalls));
            Column::FinishedAt.is_not_null().and(reopened_after_each_recall)
        }
    }
}

/// The later of a stored moment and `at`: events of different producers arrive in any order.
pub(super) fn later(column: Column, at: DateTime<Utc>) -> Expr {
    Expr::case(column.lt(at), Expr::val(at)).finally(Expr::col(column)).into()
}
