//! Reading one dossier: within the reader's scope, or by the code that a citizen typed.

use std::collections::{BTreeMap, BTreeSet};

use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, UnitCode};
use motcua_office::{AccessScope, Role, STAFF};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::{agency, dossier, procedure};
use super::statuses::status_of;
use super::timeline_rows::{held_by, with_holder};
use crate::domain::{Dossier, DossierNames, TimelineEntry, Unit};

/// The dossier, if `reader` may see it.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &AccessScope, id: DossierId) -> Result<Option<Dossier>, DbErr> {
    let row = with_holder(dossier::Entity::find_by_id(id.0)).filter(visible(reader)).one(db).await?;
    row.map(read).transpose()
}

/// The dossier with this code or submission reference. Nothing of it may be shown before its secret is proved.
pub async fn find_by_code<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Dossier>, DbErr> {
    let either = Condition::any().add(dossier::Column::Code.eq(code)).add(dossier::Column::Reference.eq(code));
    dossier::Entity::find().filter(either).one(db).await?.map(read).transpose()
}

/// The names of what a dossier refers to, and of the units in its timeline, whatever their agency.
///
/// # Errors
/// When the database cannot be read, or stored units do not parse.
pub async fn find_names<C: ConnectionTrait>(
    db: &C,
    dossier: &Dossier,
    timeline: &[TimelineEntry],
) -> Result<DossierNames, DbErr> {
    let procedure = procedure::Entity::find_by_id(dossier.procedure.0).one(db).await?.map(|row| row.name);
    let agencies = timeline.iter().filter_map(|entry| entry.unit.as_ref().map(UnitCode::agency));
    let codes: BTreeSet<AgencyCode> = agencies.chain([dossier.agency.clone()]).collect();
    let mut names = DossierNames { agency: dossier.agency.to_string(), procedure, units: Vec::new() };
    let codes = codes.into_iter().map(String::from);
    for row in agency::Entity::find().filter(agency::Column::Code.is_in(codes)).all(db).await? {
        names.units.extend(units_of(&row)?);
        if dossier.agency == row.code.as_str() {
            names.agency = row.name;
        }
    }
    Ok(names)
}

/// The names of all agencies and units, by their code.
///
/// # Errors
/// When the database cannot be read, or stored units do not parse.
pub async fn list_names<C: ConnectionTrait>(db: &C) -> Result<BTreeMap<String, String>, DbErr> {
    let mut names = BTreeMap::new();
    for row in agency::Entity::find().all(db).await? {
        names.extend(units_of(&row)?.into_iter().map(|unit| (unit.code.into_string(), unit.name)));
        names.insert(row.code, row.name);
    }
    Ok(names)
}

fn units_of(row: &agency::Model) -> Result<Vec<Unit>, DbErr> {
    serde_json::from_str(&row.units).map_err(|error| DbErr::Custom(format!("stored units do not parse: {error}")))
}

/// The rows that `reader` may see: staff the dossiers of the agencies they act for, and in an interlinked procedure
/// those that one of these holds; the director and the auditor all; every other role none.
fn visible(AccessScope { actor, acting_agencies }: &AccessScope) -> Condition {
    let mut any = Condition::any();
    if STAFF.iter().any(|role| actor.is(*role)) && !acting_agencies.is_empty() {
        any = any.add(dossier::Column::Agency.is_in(acting_agencies)).add(held_by(acting_agencies));
    }
    if actor.is(Role::CentreDirector) || actor.is(Role::Auditor) {
        any = any.add(dossier::Column::Id.is_not_null());
    }
    // An empty "any" matches every row; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(dossier::Column::Id.is_null()) } else { any }
}

fn read(row: dossier::Model) -> Result<Dossier, DbErr> {
    Ok(Dossier {
        id: DossierId(row.id),
        status: status_of(row.status)?,
        reference: row.reference,
        reference_mac: row.reference_mac,
        code: row.code,
        code_mac: row.code_mac,
        procedure: ProcedureId(row.procedure_id),
        agency: AgencyCode::new(row.agency),
        submitted_at: row.submitted_at,
        accepted_at: row.accepted_at,
        due_at: row.due_at,
        due_on: row.due_on,
        promised_at: row.promised_at,
        promised_since: row.promised_since,
        supplement_until: row.supplement_until,
        finished_at: row.finished_at,
        returned_at: row.returned_at,
    })
}
