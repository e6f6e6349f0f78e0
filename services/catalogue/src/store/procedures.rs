//! Procedures and their versions. The row of a procedure holds what lists show of the newest published version.

use motcua_contracts::ids::ProcedureId;
use motcua_kit::Tx;
use motcua_messaging::{AggregateVersion, Loaded};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue, ActiveValue::Set, ConnectionTrait, DbErr, QuerySelect, QueryTrait};

use super::entities::{procedure, procedure_version};
use super::history;
use super::json::{from_json, to_json};
use crate::context::Context;
use crate::domain::{Event, Procedure, ProcedureVersions, exact, fold};

/// The procedure with a national code.
pub async fn find_procedure_id(tx: &Tx, code: &str) -> Result<Option<ProcedureId>, DbErr> {
    let query = procedure::Entity::find().select_only().column(procedure::Column::Id);
    let id: Option<Uuid> = query.filter(procedure::Column::Code.eq(code)).into_tuple().one(tx).await?;
    Ok(id.map(ProcedureId))
}

/// Loads the versions of a procedure.
pub async fn load_procedure(tx: &Tx, id: ProcedureId) -> Result<Loaded<ProcedureVersions>, DbErr> {
    let query = procedure::Entity::find_by_id(id.0);
    let (version, rows) = AggregateVersion::load_with::<_, procedure::Model>(tx, id.0, query).await?;
    let mut value = ProcedureVersions::absent(id);
    if let Some(row) = rows.first() {
        value.stage = from_json(&row.stage)?;
    }
    Ok(Loaded { value, version })
}

/// The content of a version.
pub async fn find_procedure_content<C: ConnectionTrait>(
    db: &C,
    id: ProcedureId,
    version: u32,
) -> Result<Option<Procedure>, DbErr> {
    let row = procedure_version::Entity::find_by_id((id.0, version.cast_signed())).one(db).await?;
    row.map(|row| from_json(&row.body)).transpose()
}

/// Saves the versions, the content of a draft, and the history. Lists show a version once it is published.
pub fn save_procedure(
    context: &Context,
    versions: &Loaded<ProcedureVersions>,
    event: &Event<Procedure>,
) -> Result<(), DbErr> {
    let (id, stage) = (versions.value.key.0, Set(to_json(&versions.value.stage)?));
    match event {
        Event::Drafted { version, content, .. } => {
            if versions.version.version == 0 {
                insert(&context.tx, id, stage, content);
            } else {
                update(&context.tx, id, procedure::ActiveModel { stage, ..Default::default() });
            }
            let row = procedure_version::ActiveModel {
                procedure_id: Set(id),
                version: Set(version.cast_signed()),
                body: Set(to_json(content)?),
            };
            context.tx.defer(&procedure_version::Entity::insert(row).into_query(), 1);
        }
        Event::Published { version, content, .. } => {
            let published_version = Set(Some(version.cast_signed()));
            update(&context.tx, id, procedure::ActiveModel { stage, published_version, ..listed(content) });
        }
    }
    history::record(context, versions.version, event.name(), event)
}

fn insert(tx: &Tx, id: Uuid, stage: ActiveValue<String>, content: &Procedure) {
    let code = Set(content.code.clone());
    let row = procedure::ActiveModel { id: Set(id), code, stage, published_version: Set(None), ..listed(content) };
    tx.defer(&procedure::Entity::insert(row).into_query(), 1);
}

fn update(tx: &Tx, id: Uuid, row: procedure::ActiveModel) {
    let update = procedure::Entity::update_many().set(row).filter(procedure::Column::Id.eq(id));
    tx.defer(&update.into_query(), 1);
}

/// The columns that lists show and search.
fn listed(content: &Procedure) -> procedure::ActiveModel {
    let words = format!("{} {} {}", content.name, content.code, content.field);
    procedure::ActiveModel {
        name: Set(content.name.clone()),
        field: Set(content.field.clone()),
        agency: Set(content.agency.to_string()),
        on_the_spot: Set(content.on_the_spot),
        synthetic: Set(content.synthetic),
        search_fold: Set(fold(&words)),
        search_exact: Set(exact(&words)),
        ..Default::default()
    }
}

/// The condition of every list: published versions are public, a draft is not.
pub fn visible() -> Condition {
    Condition::all().add(procedure::Column::PublishedVersion.is_not_null())
}
