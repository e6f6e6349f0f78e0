//! The list of stuck dossiers, the longest wait first.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::{AgencyCode, UnitCode};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, JoinType, Order, Query};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryOrder, QuerySelect, QueryTrait, Select};

use super::counting::column;
use super::entities::dossier::Column;
use super::entities::timeline::Column as Row;
use super::entities::{dossier, opinion, procedure};
use super::statuses::status_of;
use super::stuck_rules::{PENDING_OPINION, concerns, is_pending, moved_at, waits_since, waits_too_long};
use super::timeline_rows::{HELD, with_holder};
use crate::domain::{StuckCandidate, StuckThreshold};

/// Which dossiers to list.
#[derive(Debug, Clone)]
pub struct StuckQuery<'a> {
    /// Only those that concern one of these agencies.
    pub agencies: Option<&'a [String]>,
    /// When a wait is too long.
    pub threshold: &'a StuckThreshold,
    /// The last position of the page before: since when that dossier waits, and its id.
    pub after: Option<(DateTime<Utc>, DossierId)>,
}

/// A dossier that has not ended, with what a list shows of it.
#[derive(Debug, Clone)]
pub struct ListedCandidate {
    /// Its id.
    pub id: DossierId,
    /// Its legal code; before there is one its submission reference.
    pub code: String,
    /// What the rules look at.
    pub candidate: StuckCandidate,
    /// Name of its procedure.
    pub procedure: Option<String>,
    /// Code of the calendar that its procedure is counted by.
    pub calendar: Option<String>,
}

/// Lists stuck dossiers, one more than `limit` when there are more.
pub async fn list_stuck<C: ConnectionTrait>(
    db: &C,
    query: &StuckQuery<'_>,
    limit: u64,
) -> Result<Vec<ListedCandidate>, DbErr> {
    let now = query.threshold.now;
    let mut select = not_returned().filter(waits_too_long(query.threshold));
    if let Some(agencies) = query.agencies {
        select = select.filter(concerns(agencies));
    }
    if let Some((since, id)) = query.after {
        let same = Condition::all().add(waits_since(now).eq(since)).add(Column::Id.gt(id.0));
        select = select.filter(Condition::any().add(waits_since(now).gt(since)).add(same));
    }
    list(db, select.order_by_asc(waits_since(now)).order_by_asc(Column::Id).limit(limit + 1)).await
}

/// Every dossier that may be stuck, joined with the row of its holder, its pending opinion and its procedure.
fn not_returned() -> Select<dossier::Entity> {
    let own = Expr::col((procedure::Entity, procedure::Column::Id)).eq(column(Column::ProcedureId));
    let first = Query::select()
        .column((opinion::Entity, opinion::Column::TaskId))
        .from(opinion::Entity)
        .cond_where(is_pending())
        .order_by((opinion::Entity, opinion::Column::AskedAt), Order::Asc)
        .order_by((opinion::Entity, opinion::Column::TaskId), Order::Asc)
        .limit(1)
        .to_owned();
    let is_first = Expr::col((PENDING_OPINION, opinion::Column::TaskId)).eq(Expr::from(first));
    let mut query = with_holder(dossier::Entity::find());
    QueryTrait::query(&mut query)
        .join_as(JoinType::LeftJoin, opinion::Entity, PENDING_OPINION, is_first)
        .join(JoinType::LeftJoin, procedure::Entity, own)
        .and_where(column(Column::ReturnedAt).is_null());
    query
}

/// A dossier with the joined columns.
#[derive(FromQueryResult)]
struct JoinedRow {
    #[sea_orm(nested)]
    dossier: dossier::Model,
    moved: DateTime<Utc>,
    unit: Option<String>,
    role: Option<String>,
    step_due_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    asked_unit: Option<String>,
    procedure_name: Option<String>,
    calendar: Option<String>,
}

async fn list<C: ConnectionTrait>(db: &C, query: Select<dossier::Entity>) -> Result<Vec<ListedCandidate>, DbErr> {
    let rows = query
        .column_as(moved_at(), "moved")
        .column_as(Expr::col((HELD, Row::Unit)), "unit")
        .column_as(Expr::col((HELD, Row::Role)), "role")
        .column_as(Expr::col((HELD, Row::StepDueAt)), "step_due_at")
        .column_as(Expr::col((PENDING_OPINION, opinion::Column::AskedAt)), "asked_at")
        .column_as(Expr::col((PENDING_OPINION, opinion::Column::Unit)), "asked_unit")
        .column_as(Expr::col((procedure::Entity, procedure::Column::Name)), "procedure_name")
        .column_as(Expr::col((procedure::Entity, procedure::Column::Calendar)), "calendar")
        .into_model::<JoinedRow>()
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: JoinedRow) -> Result<ListedCandidate, DbErr> {
    let dossier = row.dossier;
    let candidate = StuckCandidate {
        status: status_of(dossier.status)?,
        agency: AgencyCode::new(dossier.agency),
        accepted: dossier.accepted_at.is_some(),
        moved_at: row.moved,
        holder: row.unit.or(dossier.received_by).map(UnitCode::new),
        step_role: row.role,
        step_due_at: row.step_due_at,
        opinion_since: row.asked_at,
        opinion_unit: row.asked_unit.map(UnitCode::new),
        withdrawal_since: dossier.withdrawal_since,
        supplemented_at: dossier.answered_at,
        fee_paid_at: dossier.fee_paid_at.filter(|_| dossier.fee_paid == dossier.fee_asked),
        paused_at: dossier.paused_at,
        lapses_at: dossier.lapses_at,
        recalled: dossier.recalls > dossier.reopenings,
    };
    Ok(ListedCandidate {
        id: DossierId(dossier.id),
        code: dossier.code.unwrap_or(dossier.reference),
        candidate,
        procedure: row.procedure_name,
        calendar: row.calendar,
    })
}

#[cfg(test)]
mod tests;
