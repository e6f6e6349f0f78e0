//! Journeys: loading for a command, saving what it decided, reading under the reader's rights.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_kit::auth::Actor;
use motcua_kit::succession::Reader;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};

use super::entities::journey;
use super::visibility::visible;
use crate::domain::{Event, Journey, LegalClock, Process, What};

/// A journey with what it belongs to.
#[derive(Debug, Clone)]
pub struct Record {
    /// The dossier.
    pub dossier: DossierId,
    /// Its legal code.
    pub code: String,
    /// Code of the competent agency.
    pub agency: String,
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version it follows for life.
    pub procedure_version: u32,
    /// The applicant's account, when there is one.
    pub account: Option<AccountId>,
    /// When the dossier was accepted.
    pub accepted_at: DateTime<Utc>,
    /// Process and stage.
    pub journey: Journey,
    /// Every version of the due date, and every pause.
    pub clock: LegalClock,
    head: Option<Head>,
}

impl Record {
    /// A journey that is about to begin, its place locked; the caller fills in what it belongs to.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn new(tx: &Tx, dossier: DossierId, process: Process) -> Result<Self, DbErr> {
        if let Some(known) = load(tx, dossier).await? {
            return Ok(known);
        }
        Ok(Self {
            dossier,
            code: String::new(),
            agency: String::new(),
            procedure: ProcedureId(Uuid::nil()),
            procedure_version: 0,
            account: None,
            accepted_at: DateTime::UNIX_EPOCH,
            journey: Journey::new(process),
            clock: LegalClock::default(),
            head: Some(Head::load(tx, dossier.0).await?),
        })
    }

    /// The head it was loaded with.
    ///
    /// # Errors
    /// When it was read without one.
    pub fn head(&self) -> Result<Head, DbErr> {
        self.head.ok_or_else(|| DbErr::Custom("a journey read for showing cannot be changed".into()))
    }

    /// Takes on what an event of the business time `at` brought; due dates were counted by `calendar_version`.
    pub fn take(&mut self, event: &Event, calendar_version: u32, at: DateTime<Utc>) {
        if let Some(correction) = event.what.correction() {
            (self.procedure, self.procedure_version) = (correction.procedure, correction.version);
        }
        self.journey.take(event);
        self.clock.note(event, &self.journey.process, self.accepted_at, calendar_version, at);
    }
}

/// Loads a journey for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Record>, DbErr> {
    let (head, rows) = Head::load_with(tx, id.0, journey::Entity::find_by_id(id.0)).await?;
    rows.into_iter().next().map(|row| Ok(Record { head: Some(head), ..read(row)? })).transpose()
}

/// Saves what was decided: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(tx: &Tx, record: &Record, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = write(record)?.into_active_model().reset_all();
    if event.what == What::Started {
        tx.later(&journey::Entity::insert(row).into_query(), 1);
    } else {
        let changed = journey::ActiveModel {
            status: row.status,
            unit: row.unit,
            units: row.units,
            stage: row.stage,
            carried: row.carried,
            clock: row.clock,
            process: row.process,
            procedure_id: row.procedure_id,
            procedure_version: row.procedure_version,
            due_at: row.due_at,
            finished_at: row.finished_at,
            ..Default::default()
        };
        let this = journey::Column::DossierId.eq(record.dossier.0);
        tx.later(&journey::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    let entry = history::Entry {
        aggregate: record.dossier.0,
        version: record.head()?.version + 1,
        object: record.dossier.0,
        name: event.what.name(),
        event,
        actor,
        on_behalf_of: None,
        status: Some(record.journey.stage.status()),
        reason: event.what.reason(),
        at,
    };
    history::record(tx, entry)
}

/// The journey, if `reader` may see it.
///
/// # Errors
/// When the statement fails.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, id: DossierId) -> Result<Option<Record>, DbErr> {
    let row = journey::Entity::find_by_id(id.0).filter(visible(reader)).one(db).await?;
    row.map(read).transpose()
}

/// Running journeys of a procedure that follow a version before `version`, in the order of their dossiers, one more
/// than `limit` when there are more.
///
/// # Errors
/// When the statement fails.
pub async fn list_following_older<C: ConnectionTrait>(
    db: &C,
    procedure: ProcedureId,
    version: u32,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Record>, DbErr> {
    let version = i32::try_from(version).unwrap_or(i32::MAX);
    let older = Condition::all()
        .add(journey::Column::FinishedAt.is_null())
        .add(journey::Column::ProcedureId.eq(procedure.0))
        .add(journey::Column::ProcedureVersion.lt(version));
    listed(db, older, after, limit + 1).await
}

/// Open journeys in the order of their dossiers, one more than `limit` when there are more.
///
/// # Errors
/// When the statement fails.
pub async fn list_open<C: ConnectionTrait>(db: &C, after: Option<DossierId>, limit: u64) -> Result<Vec<Record>, DbErr> {
    let open = Condition::all().add(journey::Column::FinishedAt.is_null());
    listed(db, open, after, limit + 1).await
}

/// All journeys in the order of their dossiers, `limit` of them at most.
///
/// # Errors
/// When the statement fails.
pub async fn list_all<C: ConnectionTrait>(db: &C, after: Option<DossierId>, limit: u64) -> Result<Vec<Record>, DbErr> {
    listed(db, Condition::all(), after, limit).await
}

async fn listed<C: ConnectionTrait>(
    db: &C,
    which: Condition,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<Record>, DbErr> {
    let mut query = journey::Entity::find().filter(which).order_by_asc(journey::Column::DossierId).limit(limit);
    if let Some(after) = after {
        query = query.filter(journey::Column::DossierId.gt(after.0));
    }
    query.all(db).await?.into_iter().map(read).collect()
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored journey does not parse: {error}"))
}

fn read(row: journey::Model) -> Result<Record, DbErr> {
    let process = serde_json::from_str(&row.process).map_err(|error| unreadable(&error))?;
    let stage = serde_json::from_str(&row.stage).map_err(|error| unreadable(&error))?;
    let carried = serde_json::from_str(&row.carried).map_err(|error| unreadable(&error))?;
    Ok(Record {
        dossier: DossierId(row.dossier_id),
        code: row.code,
        agency: row.agency,
        procedure: ProcedureId(row.procedure_id),
        procedure_version: row.procedure_version.cast_unsigned(),
        account: row.account_id.map(AccountId),
        accepted_at: row.accepted_at,
        journey: Journey { process, stage, carried },
        clock: serde_json::from_str(&row.clock).map_err(|error| unreadable(&error))?,
        head: None,
    })
}

/// The units of the open step and of those to come, in their order, each between spaces; behind a bar those whose
/// opinion is awaited.
fn units(journey: &Journey, open: u32) -> String {
    let left = journey.process.steps.iter().filter(|step| step.number >= open);
    let units = left.fold(" ".to_owned(), |units, step| units + &step.unit + " ");
    let asked = &journey.carried.opinions;
    let bar = if asked.is_empty() { "" } else { "| " };
    asked.iter().fold(units + bar, |units, opinion| units + &opinion.unit + " ")
}

fn write(record: &Record) -> Result<journey::Model, DbErr> {
    let text = |value: Result<String, serde_json::Error>| value.map_err(|error| unreadable(&error));
    let (process, stage) = (&record.journey.process, &record.journey.stage);
    Ok(journey::Model {
        dossier_id: record.dossier.0,
        code: record.code.clone(),
        agency: record.agency.clone(),
        status: stage.status(),
        unit: stage.open().and_then(|open| process.step(open.number)).map(|step| step.unit.clone()),
        units: stage.open().map(|open| units(&record.journey, open.number)),
        procedure_id: record.procedure.0,
        procedure_version: record.procedure_version.cast_signed(),
        account_id: record.account.map(|account| account.0),
        process: text(serde_json::to_string(process))?,
        stage: text(serde_json::to_string(stage))?,
        carried: text(serde_json::to_string(&record.journey.carried))?,
        clock: text(serde_json::to_string(&record.clock))?,
        accepted_at: record.accepted_at,
        due_at: stage.due_at(),
        finished_at: stage.ended_at(),
    })
}
