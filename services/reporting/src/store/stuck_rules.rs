//! The rules of stuck dossiers, `StuckCandidate` and `StuckThreshold`, as SQL.

use chrono::{DateTime, Utc};
use motcua_contracts::Status;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait, Query};

use super::counting::column;
use super::entities::dossier::Column;
use super::entities::timeline::Column as Row;
use super::entities::{opinion, procedure};
use super::statuses::{PAUSED, is_one_of};
use super::timeline_rows::{HELD, held_by};
use crate::domain::{Cutoffs, StuckThreshold, WaitsFor};

/// The pending opinion that was requested first.
pub(super) const PENDING_OPINION: &str = "pending_opinion";

/// The condition of an opinion that its dossier waits for: not given, and not requested in a step before the open one.
pub(super) fn is_pending() -> Condition {
    let opinion = |of: opinion::Column| Expr::col((opinion::Entity, of));
    let step_since = || Expr::col((HELD, Row::StepSince));
    let in_open_step =
        Condition::any().add(step_since().is_null()).add(opinion(opinion::Column::AskedAt).gte(step_since()));
    Condition::all()
        .add(opinion(opinion::Column::DossierId).eq(column(Column::Id)))
        .add(opinion(opinion::Column::GivenAt).is_null())
        .add(in_open_step)
}

/// When it last moved: by a step or a move to another unit, or by anything else.
pub(super) fn moved_at() -> Expr {
    let held_at = || Expr::col((HELD, Row::At));
    let moved_at = || column(Column::MovedAt);
    Expr::case(held_at().gt(moved_at()), held_at()).finally(moved_at()).into()
}

fn has_status(statuses: &[Status]) -> Condition {
    Condition::all().add(is_one_of(column(Column::Status), statuses))
}

/// The applicant requested the withdrawal, and the clock is paused.
fn withdrawal_requested_while_paused() -> Condition {
    has_status(&PAUSED).add(Column::WithdrawalSince.is_not_null())
}

/// The applicant submitted papers, and the clock is paused for them.
fn supplemented() -> Condition {
    let since_pause =
        Condition::any().add(Column::PausedAt.is_null()).add(column(Column::PausedAt).lte(column(Column::AnsweredAt)));
    has_status(&[Status::SupplementRequested]).add(Column::AnsweredAt.is_not_null()).add(since_pause)
}

/// The newest fee demanded is paid, and the clock is paused for it.
fn paid() -> Condition {
    has_status(&[Status::PaymentRequested]).add(column(Column::FeePaid).eq(column(Column::FeeAsked)))
}

/// Since when it is paid: not before the pause.
fn paid_since() -> Expr {
    let (paused_at, paid_at) = (|| column(Column::PausedAt), || column(Column::FeePaidAt));
    Expr::case(paused_at().gt(paid_at()), paused_at()).finally(paid_at()).into()
}

/// The papers asked for did not come in time.
fn lapsed(now: DateTime<Utc>) -> Condition {
    has_status(&[Status::SupplementRequested]).add(Column::LapsesAt.lte(now))
}

fn recalled() -> Expr {
    column(Column::Recalls).gt(column(Column::Reopenings))
}

/// Since when it waits: `StuckCandidate::since`.
pub(super) fn waits_since(now: DateTime<Utc>) -> Expr {
    let asked_at = || Expr::col((PENDING_OPINION, opinion::Column::AskedAt));
    let [supplement, payment] = PAUSED;
    let withdrawing =
        has_status(&[supplement, payment, Status::WithdrawalRequested]).add(Column::WithdrawalSince.is_not_null());
    CaseStatement::new()
        .case(withdrawing, column(Column::WithdrawalSince))
        .case(has_status(&[Status::InProgress]).add(asked_at().is_not_null()), asked_at())
        .case(supplemented(), column(Column::AnsweredAt))
        .case(paid(), paid_since())
        .case(lapsed(now), column(Column::LapsesAt))
        .finally(moved_at())
        .into()
}

/// `StuckCandidate::waits_for` as a condition, and too long: `StuckThreshold::too_long`.
pub(super) fn waits_too_long(threshold: &StuckThreshold) -> Condition {
    let now = threshold.now;
    let since_before = |waits_for| waits_since(now).lte(cutoff(&threshold.cutoffs(waits_for)));
    let step_overdue = Expr::col((HELD, Row::StepDueAt)).lt(now);
    let running = [Status::InProgress, Status::WithdrawalRequested];
    let by_requested_hours = Condition::any()
        .add(has_status(&[Status::Accepted, Status::InProgress, Status::WithdrawalRequested]))
        .add(has_status(&[Status::Completed]).add(recalled()))
        .add(withdrawal_requested_while_paused())
        .add(supplemented())
        .add(paid())
        .add(lapsed(now));
    Condition::any()
        .add(has_status(&[Status::Submitted]).add(since_before(WaitsFor::Acceptance)))
        .add(has_status(&[Status::Completed]).add(recalled().not()).add(since_before(WaitsFor::HandOver)))
        .add(Condition::all().add(by_requested_hours).add(since_before(WaitsFor::Step)))
        .add(has_status(&running).add(step_overdue))
}

/// The cutoff by the calendar of the procedure.
fn cutoff(cutoffs: &Cutoffs) -> Expr {
    let mut cases = cutoffs.by_calendar.iter().filter(|(_, cutoff)| **cutoff != cutoffs.otherwise).peekable();
    if cases.peek().is_none() {
        return Expr::val(cutoffs.otherwise);
    }
    let calendar = || Expr::col((procedure::Entity, procedure::Column::Calendar));
    let by_calendar =
        cases.fold(CaseStatement::new(), |case, (code, cutoff)| case.case(calendar().eq(code.as_str()), *cutoff));
    by_calendar.finally(cutoffs.otherwise).into()
}

/// Of one of the agencies, held by a unit of one, or waiting for the opinion of one.
pub(super) fn concerns(agencies: &[String]) -> Condition {
    let asked = Query::select()
        .expr(Expr::val(1))
        .from(opinion::Entity)
        .cond_where(is_pending())
        .and_where(Expr::col((opinion::Entity, opinion::Column::Agency)).is_in(agencies))
        .to_owned();
    Condition::any().add(Column::Agency.is_in(agencies)).add(held_by(agencies)).add(Expr::exists(asked))
}
