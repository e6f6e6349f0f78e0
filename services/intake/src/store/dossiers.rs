//! Dossiers: loading for a command, saving what it decided, reading under the reader's rights.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_kit::auth::Actor;
use motcua_kit::succession::Reader;
use motcua_kit::{Tx, history};
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, IntoActiveModel, QuerySelect, QueryTrait};

use super::entities::dossier;
use super::visibility::{readable, visible};
use crate::domain::{Event, Filing, OwnFee, ResultReturn, Stage, What, evolve};

/// A dossier with where it stands.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// As it was handed in.
    pub filing: Filing,
    /// Where it stands.
    pub stage: Stage,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// The fee of its procedure.
    pub fee: OwnFee,
    head: Option<Head>,
}

impl Dossier {
    /// A dossier that is about to be handed in, of a procedure that costs `price_vnd` đồng.
    pub fn new(id: DossierId, filing: Filing, price_vnd: u64, at: DateTime<Utc>) -> Self {
        let fee = OwnFee { id: OwnFee::id_of(id), price_vnd, paid_vnd: 0 };
        let head = Some(Head::new(id.0));
        Self { id, filing, stage: Stage::Absent, submitted_at: at, fee, head }
    }

    /// The head it was loaded with.
    ///
    /// # Errors
    /// When it was read without one.
    pub fn head(&self) -> Result<Head, DbErr> {
        self.head.ok_or_else(|| DbErr::Custom("a dossier read for showing cannot be changed".into()))
    }

    /// Takes on what an event brought.
    pub fn take(&mut self, event: &Event) {
        self.stage = evolve(event);
        self.fee = self.fee.after(event);
        match &event.what {
            What::Supplemented { papers } => self.filing.papers.extend_from_slice(papers),
            What::Digitised { papers } => self.filing.note_digitised(papers),
            What::Corrected { way, right_applicant, .. } => {
                if let Some(way) = way {
                    self.filing.procedure = way.procedure;
                    self.filing.case_code.clone_from(&way.case_code);
                }
                if let Some(applicant) = right_applicant {
                    self.filing.correct_applicant(applicant);
                }
            }
            _ => {}
        }
    }

    /// Who has it: the competent agency, or a counter elsewhere that has not sent it on yet.
    pub fn counter(&self) -> &str {
        self.filing.counter(self.stage.code().is_some())
    }

    /// Stands where the head was moved to.
    pub fn move_to(&mut self, head: Head) {
        self.head = Some(head);
    }
}

/// Loads a dossier for an event, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load(tx: &Tx, id: DossierId) -> Result<Option<Dossier>, DbErr> {
    locked(tx, id, Condition::all()).await
}

/// Loads a dossier that `reader` may see for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load_visible(tx: &Tx, reader: &Reader, id: DossierId) -> Result<Option<Dossier>, DbErr> {
    locked(tx, id, visible(reader)).await
}

async fn locked(tx: &Tx, id: DossierId, which: Condition) -> Result<Option<Dossier>, DbErr> {
    let (head, rows) = Head::load_with(tx, id.0, dossier::Entity::find_by_id(id.0).filter(which)).await?;
    rows.into_iter().next().map(|row| Ok(Dossier { head: Some(head), ..read(row)? })).transpose()
}

/// Saves what was decided: row, history and audit trail. The caller advances the head.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn save(tx: &Tx, dossier: &Dossier, event: &Event, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let version = dossier.head()?.version + 1;
    let row = write(dossier)?.into_active_model().reset_all();
    if version == 1 {
        tx.later(&dossier::Entity::insert(row).into_query(), 1);
    } else {
        let changed = dossier::ActiveModel {
            id: row.id.clone(),
            code: row.code,
            status: row.status,
            counter: row.counter,
            stage: row.stage,
            procedure_id: row.procedure_id,
            case_code: row.case_code,
            applicant: row.applicant,
            return_address: row.return_address,
            papers: row.papers,
            partners: row.partners,
            fee_vnd: row.fee_vnd,
            fee_paid_vnd: row.fee_paid_vnd,
            received_at: row.received_at,
            accepted_at: row.accepted_at,
            due_at: row.due_at,
            ..Default::default()
        };
        let this = dossier::Column::Id.eq(dossier.id.0);
        tx.later(&dossier::Entity::update_many().set(changed).filter(this).into_query(), 1);
    }
    let applicant = dossier.filing.account.map(|account| account.0);
    let entry = history::Entry {
        aggregate: dossier.id.0,
        version,
        object: dossier.id.0,
        name: event.name(),
        event,
        actor,
        on_behalf_of: applicant.filter(|applicant| *applicant != actor.id),
        status: Some(dossier.stage.status()),
        reason: event.reason(),
        at,
    };
    history::record(tx, entry)
}

/// A row with the version of its aggregate.
#[derive(FromQueryResult)]
struct Versioned {
    #[sea_orm(nested)]
    row: dossier::Model,
    version: i64,
}

/// The dossier with its version, if `reader` may see it.
///
/// # Errors
/// When the statement fails.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, id: DossierId) -> Result<Option<(Dossier, i64)>, DbErr> {
    let query = dossier::Entity::find_by_id(id.0).filter(readable(reader));
    let version = Head::version_of((dossier::Entity, dossier::Column::Id));
    let found = query.expr_as(version, "version").into_model::<Versioned>().one(db).await?;
    found.map(|found| Ok((read(found.row)?, found.version))).transpose()
}

/// Codes with a space on either side of each, so that none is found inside a longer one.
fn enclosed(codes: &[String]) -> String {
    codes.iter().fold(String::from(" "), |all, code| all + code + " ")
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored dossier does not parse: {error}"))
}

pub(super) fn read(row: dossier::Model) -> Result<Dossier, DbErr> {
    let parse = |error: serde_json::Error| unreadable(&error);
    let filing = Filing {
        procedure: ProcedureId(row.procedure_id),
        case_code: row.case_code,
        agency: row.agency,
        channel: serde_json::from_value(row.channel.into()).map_err(parse)?,
        applicant: serde_json::from_str(&row.applicant).map_err(parse)?,
        account: row.account_id.map(AccountId),
        papers: serde_json::from_str(&row.papers).map_err(parse)?,
        sets: row.sets.cast_unsigned(),
        result_return: ResultReturn {
            way: serde_json::from_value(row.return_way.into()).map_err(parse)?,
            address: row.return_address,
        },
        reference: row.reference,
        secret: row.secret,
        partners: row.partners.split_whitespace().map(str::to_owned).collect(),
        helped_by: row.helped_by,
    };
    let stage = serde_json::from_str(&row.stage).map_err(parse)?;
    let (id, submitted_at) = (DossierId(row.id), row.submitted_at);
    let (price_vnd, paid_vnd) = (row.fee_vnd.cast_unsigned(), row.fee_paid_vnd.cast_unsigned());
    let fee = OwnFee { id: OwnFee::id_of(id), price_vnd, paid_vnd };
    Ok(Dossier { id, filing, stage, submitted_at, fee, head: None })
}

fn write(dossier: &Dossier) -> Result<dossier::Model, DbErr> {
    let (filing, receipt) = (&dossier.filing, dossier.stage.receipt());
    let text = |value: Result<String, serde_json::Error>| value.map_err(|error| unreadable(&error));
    Ok(dossier::Model {
        id: dossier.id.0,
        reference: filing.reference.clone(),
        code: dossier.stage.code().map(str::to_owned),
        status: dossier.stage.status(),
        agency: filing.agency.clone(),
        procedure_id: filing.procedure.0,
        case_code: filing.case_code.clone(),
        channel: filing.channel.as_str().to_owned(),
        account_id: filing.account.map(|account| account.0),
        applicant: text(serde_json::to_string(&filing.applicant))?,
        papers: text(serde_json::to_string(&filing.papers))?,
        sets: filing.sets.cast_signed(),
        return_way: filing.result_return.way.as_str().to_owned(),
        return_address: filing.result_return.address.clone(),
        secret: filing.secret.clone(),
        partners: enclosed(&filing.partners),
        helped_by: filing.helped_by.clone(),
        counter: dossier.counter().to_owned(),
        receiver: filing.elsewhere().map(str::to_owned),
        fee_vnd: dossier.fee.price_vnd.cast_signed(),
        fee_paid_vnd: dossier.fee.paid_vnd.cast_signed(),
        stage: text(serde_json::to_string(&dossier.stage))?,
        submitted_at: dossier.submitted_at,
        received_at: dossier.stage.received_at(),
        accepted_at: receipt.map(|receipt| receipt.at),
        due_at: receipt.map(|receipt| receipt.due_at),
    })
}
