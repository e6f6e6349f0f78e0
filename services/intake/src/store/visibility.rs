//! Who sees which dossiers: the conditions of every way of reading.

use motcua_kit::auth::{Actor, Role};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use super::entities::dossier;

/// What may be read one by one: what is visible in lists, and for staff what goes through the own agency on its way
/// (liên thông). Not in lists, where the alternative would cost the index.
pub fn readable(reader: &Actor) -> Condition {
    let visible = Condition::any().add(visible(reader));
    match staff_of(reader) {
        Some(agency) => visible.add(dossier::Column::Partners.contains(format!(" {agency} "))),
        None => visible,
    }
}

const STAFF: [Role; 5] = [Role::IntakeOfficer, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];

/// The agency whose dossiers the reader sees because he works there.
fn staff_of(reader: &Actor) -> Option<&str> {
    STAFF.iter().any(|role| reader.is(*role)).then(|| reader.agency().ok()).flatten()
}

/// Whether the reader sees every dossier, and so has no need of exceptions.
pub fn sees_all(reader: &Actor) -> bool {
    reader.is(Role::CentreDirector) || reader.is(Role::Auditor)
}

/// What is listed and may be acted upon: the own dossiers, and what the own counter received for another agency.
pub fn visible(reader: &Actor) -> Condition {
    let own = own(reader);
    match received(reader) {
        Some(received) => Condition::any().add(own).add(received),
        None => own,
    }
}

/// What the reader's own counter received for another agency (phi địa giới), wherever it is now.
pub fn received(reader: &Actor) -> Option<Condition> {
    let unit = reader.unit.as_deref().filter(|_| reader.is(Role::IntakeOfficer) || reader.is(Role::ResultOfficer))?;
    Some(Condition::all().add(dossier::Column::Receiver.eq(unit)))
}

/// A citizen sees the own dossiers, staff those that the own agency has, the director and the auditor all; everybody
/// else none.
pub fn own(reader: &Actor) -> Condition {
    let mut any = Condition::any();
    if reader.is(Role::Citizen) {
        any = any.add(dossier::Column::AccountId.eq(reader.id));
    }
    if let Some(agency) = staff_of(reader) {
        any = any.add(dossier::Column::Counter.eq(agency));
    }
    if sees_all(reader) {
        any = any.add(dossier::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(dossier::Column::Id.is_null()) } else { any }
}
