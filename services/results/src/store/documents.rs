//! Documents: loading for a command, saving what it decided, reading under the reader's rights.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ResultId};
use motcua_kit::auth::{Actor, Role};
use motcua_kit::succession::Reader;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};

use super::entities::document;
use super::rows::{read, write};
use crate::domain::{Collector, Decision, Event, Stage, State, result_id};

/// A result document with where it stands.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub id: ResultId,
    /// The dossier it is the result of.
    pub dossier: DossierId,
    /// Which of the dossier's documents it is, from 0.
    pub round: u32,
    /// What was decided.
    pub decision: Decision,
    /// Where it stands.
    pub stage: Stage,
    /// Who collected it, once somebody did at the counter.
    pub collector: Option<Collector>,
    pub(super) head: Option<Head>,
}

impl Document {
    /// A document that is about to be drafted.
    fn new(dossier: DossierId, round: u32, decision: Decision) -> Self {
        let id = result_id(dossier, round);
        Self { id, dossier, round, decision, stage: Stage::Absent, collector: None, head: None }
    }

    /// Takes on what an event brought.
    pub fn take(&mut self, event: &Event, stage: Stage) {
        self.stage = stage;
        if let Event::Returned { collector, .. } = event {
            self.collector.clone_from(collector);
        }
    }

    /// The head it was loaded with.
    ///
    /// # Errors
    /// When it was read without one.
    pub fn head(&self) -> Result<Head, DbErr> {
        self.head.ok_or_else(|| DbErr::Custom("a result read for showing cannot be changed".into()))
    }

    /// Stands where the head was moved to.
    pub fn move_to(&mut self, head: Head) {
        self.head = Some(head);
    }
}

/// Loads a document of a dossier for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, dossier: DossierId, id: ResultId) -> Result<Option<Document>, DbErr> {
    Ok(all(tx, dossier).await?.1.into_iter().find(|document| document.id == id))
}

/// Loads the document that the next completion of the dossier's journey belongs to: the first that waits for one, or
/// the last when none does.
///
/// # Errors
/// When a statement fails.
pub async fn load_awaiting(tx: &Tx, dossier: DossierId) -> Result<Option<Document>, DbErr> {
    let (_, mut documents) = all(tx, dossier).await?;
    let place = documents.iter().position(|document| document.stage.awaits_completion());
    Ok(place.map(|place| documents.swap_remove(place)).or_else(|| documents.pop()))
}

/// Loads the live document of a dossier; when there is none, one that is about to be drafted in the round after those
/// that were recalled.
///
/// # Errors
/// When a statement fails.
pub async fn load_live_or_new(tx: &Tx, dossier: DossierId, decision: Decision) -> Result<Document, DbErr> {
    let (head, mut documents) = all(tx, dossier).await?;
    let last = documents.pop();
    let round = last.as_ref().map_or(0, |document| document.round + 1);
    let live = last.filter(|document| document.stage.recalled().is_none());
    Ok(live.unwrap_or_else(|| Document { head: Some(head), ..Document::new(dossier, round, decision) }))
}

/// Every document of a dossier in the order of the rounds, its head locked.
async fn all(tx: &Tx, dossier: DossierId) -> Result<(Head, Vec<Document>), DbErr> {
    let documents = document::Entity::find()
        .filter(document::Column::DossierId.eq(dossier.0))
        .order_by_asc(document::Column::Round);
    let (head, rows) = Head::load_with::<_, document::Model>(tx, dossier.0, documents).await?;
    let documents = rows.into_iter().map(|row| Ok(Document { head: Some(head), ..read(row)? }));
    Ok((head, documents.collect::<Result<_, DbErr>>()?))
}

/// Saves what was decided: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(tx: &Tx, document: &Document, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let version = document.head()?.version + 1;
    let row = write(document)?.into_active_model().reset_all();
    if matches!(event, Event::Drafted { .. }) {
        tx.later(&document::Entity::insert(row).into_query(), 1);
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
        let this = document::Column::Id.eq(document.id.0);
        tx.later(&document::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    let entry = history::Entry {
        aggregate: document.dossier.0,
        version,
        object: document.id.0,
        name: event.name(),
        event,
        actor,
        on_behalf_of: None,
        status: document.stage.status(),
        reason: event.reason(),
        at,
    };
    history::record(tx, entry)
}

/// What a list may be narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where it stands; without it every live document.
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

/// The result with its version, if `reader` may see it.
///
/// # Errors
/// When the statement fails.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, id: ResultId) -> Result<Option<(Document, i64)>, DbErr> {
    let query = document::Entity::find_by_id(id.0).filter(visible(reader));
    let version = Head::version_of((document::Entity, document::Column::DossierId));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}

/// Whether `reader` may see the results of a dossier; not when there are none.
///
/// # Errors
/// When the statement fails.
pub async fn may_see<C: ConnectionTrait>(db: &C, reader: &Reader, dossier: DossierId) -> Result<bool, DbErr> {
    let of_dossier = document::Entity::find().filter(document::Column::DossierId.eq(dossier.0));
    of_dossier.filter(visible(reader)).exists(db).await
}

/// Results that `reader` may see, first decided first, one more than `limit` when there are more.
///
/// # Errors
/// When the statement fails.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reader: &Reader,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Document>, DbErr> {
    let mut query = document::Entity::find()
        .filter(visible(reader))
        .order_by_asc(document::Column::DecidedAt)
        .order_by_asc(document::Column::Id)
        .limit(limit + 1);
    // Who looks for the result of a dossier means the one that is valid.
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

/// The one condition of every way of reading: clerk, return officer and head see those of the agencies they act for,
/// the director and the auditor all; everybody else none.
fn visible(reader: &Reader) -> Condition {
    const STAFF: [Role; 3] = [Role::Clerk, Role::ResultOfficer, Role::DeptHead];
    let mut any = Condition::any();
    let Reader { actor, offices } = reader;
    if STAFF.iter().any(|role| actor.is(*role)) && !offices.is_empty() {
        any = any.add(document::Column::Agency.is_in(offices));
    }
    if actor.is(Role::CentreDirector) || actor.is(Role::Auditor) {
        any = any.add(document::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(document::Column::Id.is_null()) } else { any }
}
