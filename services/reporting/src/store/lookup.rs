//! Reading one dossier: under the reader's rights, or by the code that a citizen typed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::auth::Role;
use motcua_kit::succession::Reader;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};

use super::catalogue::Unit;
use super::entities::{agency, dossier, procedure};
use super::lines::{held_by, with_holder};
use super::told::Line;

/// A dossier as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// National status code.
    pub status: i32,
    /// What was quoted until there was a code.
    pub reference: String,
    reference_mac: Vec<u8>,
    /// The legal code, from acceptance.
    pub code: Option<String>,
    code_mac: Option<Vec<u8>>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Code of the competent agency.
    pub agency: String,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it is due.
    pub due_at: Option<DateTime<Utc>>,
    /// The same as a local date.
    pub due_on: Option<NaiveDate>,
    /// The later moment that the agency promised with its apology.
    pub promised_at: Option<DateTime<Utc>>,
    /// When it did.
    pub promised_since: Option<DateTime<Utc>>,
    /// Last day to hand in the papers asked for.
    pub supplement_until: Option<NaiveDate>,
    /// When its journey ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When the result was handed over.
    pub returned_at: Option<DateTime<Utc>>,
}

/// What people call the things a dossier names by id or code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Name of the agency; its code until the catalogue told.
    pub agency: String,
    /// Name of the procedure.
    pub procedure: Option<String>,
    /// The units that its lines may name.
    pub units: Vec<Unit>,
}

impl Dossier {
    /// The MAC that proves to hold the secret, for the code or reference that somebody typed.
    pub fn mac_of(&self, typed: &str) -> Option<&[u8]> {
        if self.code.as_deref() == Some(typed) { self.code_mac.as_deref() } else { Some(&self.reference_mac) }
    }
}

/// The dossier, if `reader` may see it.
///
/// # Errors
/// When the statement fails.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, id: DossierId) -> Result<Option<Dossier>, DbErr> {
    let row = with_holder(dossier::Entity::find_by_id(id.0)).filter(visible(reader)).one(db).await?;
    Ok(row.map(read))
}

/// The dossier with this code or submission reference. Nothing of it may be shown before its secret is proved.
///
/// # Errors
/// When the statement fails.
pub async fn by_code<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Dossier>, DbErr> {
    let either = Condition::any().add(dossier::Column::Code.eq(code)).add(dossier::Column::Reference.eq(code));
    Ok(dossier::Entity::find().filter(either).one(db).await?.map(read))
}

/// The names behind a dossier's ids and codes, and those of the units that its lines name, whatever their agency.
///
/// # Errors
/// When a statement fails, or stored units do not parse.
pub async fn names<C: ConnectionTrait>(db: &C, dossier: &Dossier, lines: &[Line]) -> Result<Names, DbErr> {
    let procedure = procedure::Entity::find_by_id(dossier.procedure.0).one(db).await?.map(|row| row.name);
    let units = lines.iter().filter_map(|line| line.unit.as_deref());
    let codes: BTreeSet<&str> = units.map(agency_of).chain([dossier.agency.as_str()]).collect();
    let mut names = Names { agency: dossier.agency.clone(), procedure, units: Vec::new() };
    for row in agency::Entity::find().filter(agency::Column::Code.is_in(codes)).all(db).await? {
        names.units.extend(units_of(&row)?);
        if row.code == dossier.agency {
            names.agency = row.name;
        }
    }
    Ok(names)
}

/// The names of all agencies and units, by their code.
///
/// # Errors
/// When the statement fails, or stored units do not parse.
pub async fn names_of_all<C: ConnectionTrait>(db: &C) -> Result<BTreeMap<String, String>, DbErr> {
    let mut names = BTreeMap::new();
    for row in agency::Entity::find().all(db).await? {
        names.extend(units_of(&row)?.into_iter().map(|unit| (unit.code, unit.name)));
        names.insert(row.code, row.name);
    }
    Ok(names)
}

/// The units of an agency.
fn units_of(row: &agency::Model) -> Result<Vec<Unit>, DbErr> {
    serde_json::from_str(&row.units).map_err(|error| DbErr::Custom(format!("stored units do not parse: {error}")))
}

/// The one condition of every way of reading by role: staff see the dossiers of the agencies they act for, and in an
/// interlinked procedure those that one of these holds; the director and the auditor all; everybody else none.
fn visible(Reader { actor, offices }: &Reader) -> Condition {
    const STAFF: [Role; 5] = [Role::IntakeOfficer, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];
    let mut any = Condition::any();
    if STAFF.iter().any(|role| actor.is(*role)) && !offices.is_empty() {
        any = any.add(dossier::Column::Agency.is_in(offices)).add(held_by(offices));
    }
    if actor.is(Role::CentreDirector) || actor.is(Role::Auditor) {
        any = any.add(dossier::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(dossier::Column::Id.is_null()) } else { any }
}

fn read(row: dossier::Model) -> Dossier {
    Dossier {
        id: DossierId(row.id),
        status: row.status,
        reference: row.reference,
        reference_mac: row.reference_mac,
        code: row.code,
        code_mac: row.code_mac,
        procedure: ProcedureId(row.procedure_id),
        agency: row.agency,
        submitted_at: row.submitted_at,
        accepted_at: row.accepted_at,
        due_at: row.due_at,
        due_on: row.due_on,
        promised_at: row.promised_at,
        promised_since: row.promised_since,
        supplement_until: row.supplement_until,
        finished_at: row.finished_at,
        returned_at: row.returned_at,
    }
}
