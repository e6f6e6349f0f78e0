//! Result documents: loaded and saved by commands, read within the reader's scope.

use chrono::{DateTime, Utc};
use motcua_contracts::Status;
use motcua_contracts::ids::{DossierId, ResultId};
use motcua_kit::{Tx, history};
use motcua_messaging::{AggregateVersion, Loaded};
use motcua_office::{AccessScope, Role};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};

use super::entities::document;
use super::rows::{read, write};
use crate::context::Context;
use crate::domain::{Decision, Event, ResultDocument, State};

/// Loads a document of a dossier for a command.
pub async fn load(tx: &Tx, dossier: DossierId, id: ResultId) -> Result<Option<Loaded<ResultDocument>>, DbErr> {
    let (version, documents) = all(tx, dossier).await?;
    let found = documents.into_iter().find(|document| document.id == id);
    Ok(found.map(|value| Loaded { value, version }))
}

/// Loads the document that the next completion of the dossier's journey belongs to: the first that awaits one, or the
/// last when none does.
pub async fn load_awaiting(tx: &Tx, dossier: DossierId) -> Result<Option<Loaded<ResultDocument>>, DbErr> {
    let (version, mut documents) = all(tx, dossier).await?;
    let position = documents.iter().position(|document| document.stage.awaits_completion());
    let found = position.map(|position| documents.swap_remove(position)).or_else(|| documents.pop());
    Ok(found.map(|value| Loaded { value, version }))
}

/// Loads the live document of a dossier; when there is none, a new one in the round after those that were recalled.
pub async fn load_live_or_new(
    tx: &Tx,
    dossier: DossierId,
    decision: Decision,
) -> Result<Loaded<ResultDocument>, DbErr> {
    let (version, mut documents) = all(tx, dossier).await?;
    let last = documents.pop();
    let round = last.as_ref().map_or(0, |document| document.round + 1);
    let live = last.filter(|document| document.stage.recalled().is_none());
    let value = live.unwrap_or_else(|| ResultDocument::new(dossier, round, decision));
    Ok(Loaded { value, version })
}

/// Every document of a dossier in the order of the rounds; they share one version.
async fn all(tx: &Tx, dossier: DossierId) -> Result<(AggregateVersion, Vec<ResultDocument>), DbErr> {
    let documents = document::Entity::find()
        .filter(document::Column::DossierId.eq(dossier.0))
        .order_by_asc(document::Column::Round);
    let (version, rows) = AggregateVersion::load_with::<_, document::Model>(tx, dossier.0, documents).await?;
    Ok((version, rows.into_iter().map(read).collect::<Result<_, _>>()?))
}

/// Saves the row and its history.
pub fn save(context: &Context, document: &Loaded<ResultDocument>, event: &Event) -> Result<(), DbErr> {
    let Loaded { value, version } = document;
    let row = write(value)?.into_active_model().reset_all();
    if event.creates() {
        context.tx.defer(&document::Entity::insert(row).into_query(), 1);
    } else {
        let changed = document::ActiveModel {
            state: row.state,
            stage: row.stage,
            number: row.number,
            seal: row.seal,
            issued_at: row.issued_at,
            returned_at: row.returned_at,
            collected_by: row.collected_by,
            ..Default::default()
        };
        let this = document::Column::Id.eq(value.id.0);
        context.tx.defer(&document::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    let entry = history::Entry {
        aggregate: value.dossier.0,
        version: version.version + 1,
        object: value.id.0,
        name: event.name(),
        event,
        actor: &context.actor,
        on_behalf_of: None,
        status: value.stage.status().map(Status::number),
        reason: event.reason(),
        at: context.at,
    };
    history::record(&context.tx, entry)
}

/// Filters of a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Their state; without it every document that was not recalled.
    pub state: Option<State>,
    /// Legal code of the dossier.
    pub code: Option<String>,
    /// Only results after this one.
    pub after: Option<(DateTime<Utc>, ResultId)>,
}

/// A row with the version of its aggregate.
#[derive(FromQueryResult)]
struct Versioned {
    #[sea_orm(nested)]
    row: document::Model,
    version: i64,
}

/// The dossier of a result that `scope` may see; it never changes.
pub async fn find_dossier<C: ConnectionTrait>(
    db: &C,
    scope: &AccessScope,
    id: ResultId,
) -> Result<Option<DossierId>, DbErr> {
    let row = document::Entity::find_by_id(id.0).filter(visible(scope)).one(db).await?;
    Ok(row.map(|row| DossierId(row.dossier_id)))
}

/// A result with its version, if `scope` may see it.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    scope: &AccessScope,
    id: ResultId,
) -> Result<Option<(ResultDocument, i64)>, DbErr> {
    let query = document::Entity::find_by_id(id.0).filter(visible(scope));
    let version = AggregateVersion::version_of((document::Entity, document::Column::DossierId));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}

/// Whether `scope` may see the results of a dossier; not when there are none.
pub async fn may_see<C: ConnectionTrait>(db: &C, scope: &AccessScope, dossier: DossierId) -> Result<bool, DbErr> {
    let of_dossier = document::Entity::find().filter(document::Column::DossierId.eq(dossier.0));
    of_dossier.filter(visible(scope)).exists(db).await
}

/// Results that `scope` may see, the oldest decision first, one more than `limit` when there are more.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    scope: &AccessScope,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<ResultDocument>, DbErr> {
    let mut query = document::Entity::find()
        .filter(visible(scope))
        .order_by_asc(document::Column::DecidedAt)
        .order_by_asc(document::Column::Id)
        .limit(limit + 1);
    // Without a filter only the valid result of a dossier is listed.
    query = match filter.state {
        Some(state) => query.filter(document::Column::State.eq(state.as_str())),
        None => query.filter(document::Column::State.ne(State::Recalled.as_str())),
    };
    if let Some(code) = &filter.code {
        query = query.filter(document::Column::Code.eq(code.as_str()));
    }
    if let Some((at, id)) = filter.after {
        let same_moment = Condition::all().add(document::Column::DecidedAt.eq(at)).add(document::Column::Id.gt(id.0));
        query = query.filter(Condition::any().add(document::Column::DecidedAt.gt(at)).add(same_moment));
    }
    query.all(db).await?.into_iter().map(read).collect()
}

/// The rows that `scope` may see: clerk, return officer and head see those of the agencies they act for, the director and
/// the auditor see all, every other role sees none.
fn visible(scope: &AccessScope) -> Condition {
    const STAFF: [Role; 3] = [Role::Clerk, Role::ResultOfficer, Role::DeptHead];
    let mut any = Condition::any();
    let AccessScope { actor, acting_agencies } = scope;
    if STAFF.iter().any(|role| actor.is(*role)) && !acting_agencies.is_empty() {
        any = any.add(document::Column::Agency.is_in(acting_agencies));
    }
    if actor.is(Role::CentreDirector) || actor.is(Role::Auditor) {
        any = any.add(document::Column::Id.is_not_null());
    }
    // An empty "any" matches every row; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(document::Column::Id.is_null()) } else { any }
}
