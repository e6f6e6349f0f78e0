//! What became of a dossier, told in order: the changes of its status, and between them what happened beside. That it was
//! handed in and handed over stands in no line of its own: the dossier says when.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbErr, QueryOrder};

use super::entities::{opinion, payment, timeline};
use super::lookup::Dossier;
use crate::domain::What;

const SUBMITTED: i32 = 1;
const RETURNED: i32 = 10;

/// A line of a dossier's timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// National status code from then on.
    pub status: i32,
    /// When it was due from then on.
    pub due_at: Option<DateTime<Utc>>,
    /// Code of the unit that held it from then on, or that was asked for its opinion.
    pub unit: Option<String>,
    /// What it tells beside the status.
    pub what: Option<What>,
    /// Vietnamese dong that came in.
    pub amount_vnd: Option<u64>,
    /// The later moment that was promised.
    pub promised_at: Option<DateTime<Utc>>,
}

impl Line {
    fn of(what: What, at: DateTime<Utc>) -> Self {
        Self { at, what: Some(what), ..Self::default() }
    }
}

/// What became of a dossier, in order.
///
/// # Errors
/// When a statement fails.
pub async fn timeline<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<Line>, DbErr> {
    let rows = timeline::Entity::find()
        .filter(timeline::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(timeline::Column::N)
        .all(db)
        .await?;
    let line = |row: timeline::Model| Line {
        at: row.at,
        status: row.status,
        due_at: row.due_at,
        unit: row.unit,
        what: row.what.as_deref().and_then(What::of),
        ..Line::default()
    };
    let mut beside = opinions(db, dossier).await?;
    beside.extend(payments(db, dossier).await?);
    beside.extend(
        dossier.promised_since.map(|at| Line { promised_at: dossier.promised_at, ..Line::of(What::Extended, at) }),
    );
    Ok(told(whole(dossier, rows.into_iter().map(line)), beside))
}

/// The lines of the timeline between the first and the last.
fn whole(dossier: &Dossier, lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let status = |status, at, due_at| Line { at, status, due_at, ..Line::default() };
    let first = status(SUBMITTED, dossier.submitted_at, None);
    let last = dossier.returned_at.map(|at| status(RETURNED, at, dossier.due_at));
    std::iter::once(first).chain(lines).chain(last).collect()
}

async fn opinions<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<Line>, DbErr> {
    let rows = opinion::Entity::find()
        .filter(opinion::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(opinion::Column::TaskId)
        .all(db)
        .await?;
    let lines = rows.into_iter().flat_map(|row| {
        let asked = Line { unit: Some(row.unit.clone()), ..Line::of(What::OpinionRequested, row.asked_at) };
        let given = row.given_at.map(|at| Line { unit: Some(row.unit), ..Line::of(What::OpinionGiven, at) });
        std::iter::once(asked).chain(given)
    });
    Ok(lines.collect())
}

async fn payments<C: ConnectionTrait>(db: &C, dossier: &Dossier) -> Result<Vec<Line>, DbErr> {
    let rows = payment::Entity::find()
        .filter(payment::Column::DossierId.eq(dossier.id.0))
        .order_by_asc(payment::Column::N)
        .all(db)
        .await?;
    let line = |row: payment::Model| {
        let amount_vnd = Some(row.amount_vnd.unsigned_abs());
        Line { amount_vnd, ..Line::of(What::FeeCollected, row.at) }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Each line of `beside` stands behind the last change of the status up to its moment, and has that status.
fn told(mut lines: Vec<Line>, mut beside: Vec<Line>) -> Vec<Line> {
    beside.sort_by_key(|line| line.at);
    for line in beside {
        let place = lines.iter().rposition(|other| other.at <= line.at).map_or(0, |last| last + 1);
        let status = place.checked_sub(1).and_then(|last| lines.get(last)).map_or(line.status, |last| last.status);
        lines.insert(place, Line { status, ..line });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn what_happened_beside_stands_behind_the_status_it_happened_in() {
        let changed = |seconds, status| Line { status, what: None, ..Line::of(What::Moved, at(seconds)) };
        let lines = vec![changed(1, 1), changed(2, 2), changed(2, 4), changed(9, 9)];
        let beside = vec![Line::of(What::Extended, at(7)), Line::of(What::FeeCollected, at(2))];
        let told: Vec<_> = told(lines, beside).into_iter().map(|line| (line.status, line.what)).collect();
        let expected = [(1, None), (2, None), (4, None), (4, Some(What::FeeCollected)), (4, Some(What::Extended))];
        assert_eq!(told, [&expected[..], &[(9, None)]].concat());
    }
}
