//! Queues and tasks within the scope of their readers.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_kit::auth::Actor;
use motcua_kit::db::pad_to_power_of_two;
use motcua_messaging::AggregateVersion;
use motcua_office::Role;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::entities::task;
use super::rows::read;
use super::scope::TaskScope;
use crate::domain::{Kind, State, Task};

/// A place in a queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Place {
    due_at: DateTime<Utc>,
    id: TaskId,
}

impl Place {
    /// The place of a task.
    pub fn of(task: &Task) -> Self {
        Self { due_at: task.step.due_at, id: task.id }
    }
}

/// Filters of a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only tasks in this state; without it all that are left to do.
    pub state: Option<State>,
    /// Only tasks of this kind.
    pub kind: Option<Kind>,
    /// Only tasks of the dossier with this legal code; then those that are done as well.
    pub code: Option<String>,
    /// Only tasks behind this place.
    pub after: Option<Place>,
}

/// A task with the version of its dossier.
#[derive(FromQueryResult)]
struct Versioned {
    #[sea_orm(nested)]
    row: task::Model,
    version: i64,
}

/// The task with its version, if `reader` may see it.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &TaskScope, id: TaskId) -> Result<Option<(Task, i64)>, DbErr> {
    let query = task::Entity::find_by_id(id.0).filter(readable(reader));
    let version = AggregateVersion::version_of((task::Entity, task::Column::DossierId));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}

/// The dossier of a task that `reader` may see, or whose agency they lead when `as_leader`; it never changes.
pub async fn find_dossier<C: ConnectionTrait>(
    db: &C,
    reader: &TaskScope,
    id: TaskId,
    as_leader: bool,
) -> Result<Option<DossierId>, DbErr> {
    if as_leader && reader.leads.is_empty() {
        return Ok(None);
    }
    let query = task::Entity::find_by_id(id.0);
    let query = if as_leader { query.filter(led(reader)) } else { query.filter(readable(reader)) };
    Ok(query.one(db).await?.map(|row| DossierId(row.dossier_id)))
}

/// Tasks that `reader` may see, the most urgent first, one more than `limit` when there are more.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reader: &TaskScope,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Task>, DbErr> {
    // By the code of one dossier an alternative costs nothing.
    let mine = if filter.code.is_some() { readable(reader) } else { visible(&reader.actor) };
    let query = task::Entity::find().filter(mine).filter(conditions(filter));
    let rows = query.order_by_asc(task::Column::DueAt).order_by_asc(task::Column::Id).limit(limit + 1).all(db).await?;
    rows.into_iter().map(read).collect()
}

/// The opinions on a dossier, in the order they were asked for.
pub async fn list_opinions<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<Vec<Task>, DbErr> {
    let query = task::Entity::find().filter(task::Column::DossierId.eq(dossier.0));
    let query = query.filter(task::Column::Kind.eq(Kind::Opinion.as_str()));
    let rows = query.order_by_asc(task::Column::OpenedAt).order_by_asc(task::Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

/// Whether `reader` may see a step of the dossier, or leads its agency: a unit asked for its opinion reads only that.
pub async fn may_see<C: ConnectionTrait>(db: &C, reader: &TaskScope, dossier: DossierId) -> Result<bool, DbErr> {
    let step = visible(&reader.actor).add(task::Column::Kind.ne(Kind::Opinion.as_str()));
    let mine = Condition::any().add(step);
    let mine = if reader.leads.is_empty() { mine } else { mine.add(led(reader)) };
    let query = task::Entity::find().filter(task::Column::DossierId.eq(dossier.0)).filter(mine);
    Ok(query.one(db).await?.is_some())
}

fn conditions(filter: &Filter) -> Condition {
    let ended = filter.state.is_some_and(State::has_ended);
    let mut all = Condition::all();
    // Which index serves the list: that of the codes, or one of the two partial ones.
    if let Some(code) = &filter.code {
        all = all.add(task::Column::Code.eq(code.as_str()));
    } else if ended {
        all = all.add(task::Column::EndedAt.is_not_null());
    } else {
        all = all.add(task::Column::EndedAt.is_null());
    }
    if let Some(state) = filter.state {
        all = all.add(task::Column::State.eq(state.as_str()));
    }
    if let Some(kind) = filter.kind {
        all = all.add(task::Column::Kind.eq(kind.as_str()));
    }
    if let Some(place) = &filter.after {
        let behind = Condition::any().add(task::Column::DueAt.gt(place.due_at)).add(task::Column::Id.gt(place.id.0));
        all = all.add(task::Column::DueAt.gte(place.due_at)).add(behind);
    }
    all
}

/// The rows that may be read one by one: those visible in lists, and for a leader every task of the agency's dossiers.
fn readable(reader: &TaskScope) -> Condition {
    let visible = Condition::any().add(visible(&reader.actor));
    if reader.leads.is_empty() { visible } else { visible.add(led(reader)) }
}

fn led(leader: &TaskScope) -> Expr {
    task::Column::Agency.is_in(pad_to_power_of_two(leader.leads.clone()))
}

/// The rows that `reader` may see in lists: director and auditor all, staff those of their unit and roles, every other
/// account none. Without an alternative in the statement: an `OR` would cost the index.
fn visible(reader: &Actor) -> Condition {
    if reader.is(Role::CentreDirector) || reader.is(Role::Auditor) {
        return Condition::all().add(task::Column::Id.is_not_null());
    }
    let roles = reader.roles.clone();
    match &reader.unit {
        Some(unit) if !roles.is_empty() => {
            Condition::all().add(task::Column::Unit.eq(unit)).add(task::Column::Role.is_in(pad_to_power_of_two(roles)))
        }
        _ => Condition::all().add(task::Column::Id.is_null()),
    }
}
