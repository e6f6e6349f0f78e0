//! Procedures and their versions. The procedure's own row shows the newest published version in lists.

use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_messaging::Head;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QuerySelect};

use super::entities::{procedure, procedure_version};
use crate::domain::{Procedure, Stage, exact, fold};

/// Where a procedure stands, with the head it was loaded with.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Where its newest version stands.
    pub stage: Stage,
    /// Its head.
    pub head: Head,
}

/// The procedure with a national code.
///
/// # Errors
/// When the statement fails.
pub async fn procedure_of_code(tx: &Tx, code: &str) -> Result<Option<ProcedureId>, DbErr> {
    let query = procedure::Entity::find().select_only().column(procedure::Column::Id);
    let id: Option<Uuid> = query.filter(procedure::Column::Code.eq(code)).into_tuple().one(tx.db()).await?;
    Ok(id.map(ProcedureId))
}

/// Loads a procedure for a command, locked until the end of the transaction.
///
/// # Errors
/// When a statement fails.
pub async fn load_procedure(tx: &Tx, id: ProcedureId) -> Result<Entry, DbErr> {
    let head = Head::load(tx, id.0).await?;
    let query = procedure::Entity::find_by_id(id.0).select_only().column(procedure::Column::Stage);
    let stage: Option<String> = query.into_tuple().one(tx.db()).await?;
    let stage = stage.map_or(Ok(Stage::Absent), |stage| super::read(&stage))?;
    Ok(Entry { stage, head })
}

/// What a version says.
///
/// # Errors
/// When the statement fails.
pub async fn procedure_content<C: ConnectionTrait>(
    db: &C,
    id: ProcedureId,
    version: u32,
) -> Result<Option<Procedure>, DbErr> {
    let row = procedure_version::Entity::find_by_id((id.0, version.cast_signed())).one(db).await?;
    row.map(|row| super::read(&row.body)).transpose()
}

/// Saves a draft: its content, and that it is open.
///
/// # Errors
/// When a statement fails.
pub async fn save_procedure_draft(tx: &Tx, entry: &Entry, content: &Procedure, stage: Stage) -> Result<(), DbErr> {
    let id = entry.head.aggregate;
    if entry.stage == Stage::Absent {
        let row = procedure::ActiveModel {
            id: Set(id),
            code: Set(content.code.clone()),
            published_version: Set(None),
            ..shown(content, stage)?
        };
        procedure::Entity::insert(row).exec_without_returning(tx.db()).await?;
    } else {
        let row = procedure::ActiveModel { stage: Set(super::write(&stage)?), ..Default::default() };
        update(tx, id, row).await?;
    }
    let row = procedure_version::ActiveModel {
        procedure_id: Set(id),
        version: Set(entry.stage.next().cast_signed()),
        body: Set(super::write(content)?),
    };
    procedure_version::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// Saves that a version is published: lists show it from now on.
///
/// # Errors
/// When the statement fails.
pub async fn save_procedure_publication(
    tx: &Tx,
    entry: &Entry,
    content: &Procedure,
    stage: Stage,
) -> Result<(), DbErr> {
    let published = stage.published().map(u32::cast_signed);
    let row = procedure::ActiveModel { published_version: Set(published), ..shown(content, stage)? };
    update(tx, entry.head.aggregate, row).await
}

async fn update(tx: &Tx, id: Uuid, row: procedure::ActiveModel) -> Result<(), DbErr> {
    let update = procedure::Entity::update_many().set(row).filter(procedure::Column::Id.eq(id));
    update.exec(tx.db()).await.map(drop)
}

/// The columns that lists show and search.
fn shown(content: &Procedure, stage: Stage) -> Result<procedure::ActiveModel, DbErr> {
    let words = format!("{} {} {}", content.name, content.code, content.field);
    Ok(procedure::ActiveModel {
        stage: Set(super::write(&stage)?),
        name: Set(content.name.clone()),
        field: Set(content.field.clone()),
        agency: Set(content.agency.clone()),
        on_the_spot: Set(content.on_the_spot),
        synthetic: Set(content.synthetic),
        search_fold: Set(fold(&words)),
        search_exact: Set(exact(&words)),
        ..Default::default()
    })
}

/// The newest published version of a procedure.
///
/// # Errors
/// When a statement fails.
pub async fn find_procedure<C: ConnectionTrait>(db: &C, id: ProcedureId) -> Result<Option<(u32, Procedure)>, DbErr> {
    let Some(version) = published_version(db, id).await? else { return Ok(None) };
    Ok(procedure_content(db, id, version).await?.map(|content| (version, content)))
}

/// The number of the newest published version of a procedure; those before it are public too.
///
/// # Errors
/// When the statement fails.
pub async fn published_version<C: ConnectionTrait>(db: &C, id: ProcedureId) -> Result<Option<u32>, DbErr> {
    let query = procedure::Entity::find_by_id(id.0).select_only().column(procedure::Column::PublishedVersion);
    let version: Option<Option<i32>> = query.filter(visible()).into_tuple().one(db).await?;
    Ok(version.flatten().map(i32::cast_unsigned))
}

/// The one condition of every way of reading: what is published is public, a draft is not.
pub fn visible() -> Condition {
    Condition::all().add(procedure::Column::PublishedVersion.is_not_null())
}
