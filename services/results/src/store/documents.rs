//! Documents: loading for a command, saving what it decided, reading under the reader's rights.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, ResultId};
use motcua_kit::auth::{Actor, Role};
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::entities::document;
use crate::domain::{Collector, Decision, Event, Stage, State, result_id};

/// A result document with where it stands.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub id: ResultId,
    /// The dossier it is the result of.
    pub dossier: DossierId,
    /// What was decided.
    pub decision: Decision,
    /// Where it stands.
    pub stage: Stage,
    /// Who collected it, once somebody did at the counter.
    pub collector: Option<Collector>,
    head: Option<Head>,
}

impl Document {
    /// A document that is about to be drafted.
    pub fn new(dossier: DossierId, decision: Decision) -> Self {
        Self { id: result_id(dossier), dossier, decision, stage: Stage::Absent, collector: None, head: None }
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

/// Loads the result of a dossier for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, dossier: DossierId) -> Result<Option<Document>, DbErr> {
    let head = Head::load(tx, dossier.0).await?;
    let row = document::Entity::find_by_id(result_id(dossier).0).one(tx.db()).await?;
    row.map(|row| Ok(Document { head: Some(head), ..read(row)? })).transpose()
}

/// The same, with `fresh` in its place when there is none yet.
///
/// # Errors
/// When a statement fails.
pub async fn load_or(tx: &Tx, fresh: Document) -> Result<Document, DbErr> {
    let head = Head::load(tx, fresh.dossier.0).await?;
    let row = document::Entity::find_by_id(fresh.id.0).one(tx.db()).await?;
    let known = row.map(read).transpose()?.unwrap_or(fresh);
    Ok(Document { head: Some(head), ..known })
}

/// Saves what was decided: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When a statement fails.
pub async fn save(tx: &Tx, document: &Document, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let version = document.head()?.version + 1;
    let row = write(document)?.into_active_model().reset_all();
    if version == 1 {
        document::Entity::insert(row).exec_without_returning(tx.db()).await?;
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
        document::Entity::update_many()
            .set(changed)
            .filter(document::Column::Id.eq(document.id.0))
            .exec(tx.db())
            .await?;
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
        reason: None,
        at,
    };
    history::record(tx, entry).await
}

/// What a list may be narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where it stands.
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
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Actor, id: ResultId) -> Result<Option<(Document, i64)>, DbErr> {
    let query = document::Entity::find_by_id(id.0).filter(visible(reader));
    let version = Head::version_of((document::Entity, document::Column::DossierId));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}

/// Results that `reader` may see, first decided first, one more than `limit` when there are more.
///
/// # Errors
/// When the statement fails.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reader: &Actor,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Document>, DbErr> {
    let mut query = document::Entity::find()
        .filter(visible(reader))
        .order_by_asc(document::Column::DecidedAt)
        .order_by_asc(document::Column::Id)
        .limit(limit + 1);
    if let Some(state) = filter.state {
        query = query.filter(document::Column::State.eq(state.as_str()));
    }
    if let Some(code) = &filter.code {
        query = query.filter(document::Column::Code.eq(code.as_str()));
    }
    if let Some((at, id)) = filter.after {
        let same_moment = Condition::all().add(document::Column::DecidedAt.eq(at)).add(document::Column::Id.gt(id.0));
        query = query.filter(Condition::any().add(document::Column::DecidedAt.gt(at)).add(same_moment));
    }
    query.all(db).await?.into_iter().map(read).collect()
}

/// The one condition of every way of reading: clerk, return officer and head see those of the own agency, the
/// director and the auditor all; everybody else none.
pub fn visible(reader: &Actor) -> Condition {
    const STAFF: [Role; 3] = [Role::Clerk, Role::ResultOfficer, Role::DeptHead];
    let mut any = Condition::any();
    if STAFF.iter().any(|role| reader.is(*role))
        && let Ok(agency) = reader.agency()
    {
        any = any.add(document::Column::Agency.eq(agency));
    }
    if reader.is(Role::CentreDirector) || reader.is(Role::Auditor) {
        any = any.add(document::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(document::Column::Id.is_null()) } else { any }
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored result does not parse: {error}"))
}

fn read(row: document::Model) -> Result<Document, DbErr> {
    let parse = |error: serde_json::Error| unreadable(&error);
    let decision = Decision {
        code: row.code,
        agency: row.agency,
        procedure: ProcedureId(row.procedure_id),
        granted: row.granted,
        at: row.decided_at,
    };
    Ok(Document {
        id: ResultId(row.id),
        dossier: DossierId(row.dossier_id),
        decision,
        stage: serde_json::from_str(&row.stage).map_err(parse)?,
        collector: row.collected_by.as_deref().map(serde_json::from_str).transpose().map_err(parse)?,
        head: None,
    })
}

fn write(document: &Document) -> Result<document::Model, DbErr> {
    let (decision, issuance) = (&document.decision, document.stage.issuance());
    let text = |value: Result<String, serde_json::Error>| value.map_err(|error| unreadable(&error));
    let state = document.stage.state().ok_or_else(|| DbErr::Custom("an absent result is not saved".into()))?;
    Ok(document::Model {
        id: document.id.0,
        dossier_id: document.dossier.0,
        code: decision.code.clone(),
        agency: decision.agency.clone(),
        procedure_id: decision.procedure.0,
        granted: decision.granted,
        decided_at: decision.at,
        state: state.as_str().to_owned(),
        stage: text(serde_json::to_string(&document.stage))?,
        number: issuance.map(|issuance| issuance.number.clone()),
        seal: issuance.map(|issuance| issuance.seal.clone()),
        issued_at: issuance.map(|issuance| issuance.at),
        returned_at: document.stage.returned().map(|(at, _)| at),
        collected_by: document
            .collector
            .as_ref()
            .map(|collector| text(serde_json::to_string(collector)))
            .transpose()?,
    })
}
