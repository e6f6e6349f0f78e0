//! Who sees which dossiers: the conditions of every way of reading.

use motcua_contracts::code::agency_of;
use motcua_kit::auth::Role;
use motcua_kit::succession::Reader;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use super::entities::dossier;

const STAFF: [Role; 5] = [Role::IntakeOfficer, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];

/// Whether somebody acts for an agency or counter: the own ones, and those of an agency that was taken over.
pub fn acts_for(reader: &Reader, counter: &str) -> bool {
    let (own, taken_over) = (reader.offices.first(), reader.offices.iter().skip(1));
    let ours = own.is_some_and(|own| own == counter) || reader.actor.unit.as_deref() == Some(counter);
    ours || taken_over.into_iter().any(|office| office == agency_of(counter))
}

/// The agencies whose dossiers somebody sees because they work there.
fn staff_of(reader: &Reader) -> &[String] {
    if STAFF.iter().any(|role| reader.actor.is(*role)) { &reader.offices } else { &[] }
}

/// What may be read one by one: what is visible in lists, and for staff what goes through the own agency on its way
/// (liên thông). Not in lists, where the alternative would cost the index.
pub fn readable(reader: &Reader) -> Condition {
    let visible = Condition::any().add(visible(reader));
    let passes = |office: &String| dossier::Column::Partners.contains(format!(" {office} "));
    staff_of(reader).iter().map(passes).fold(visible, Condition::add)
}

/// Whether the reader sees every dossier, and so has no need of exceptions.
pub fn sees_all(reader: &Reader) -> bool {
    reader.actor.is(Role::CentreDirector) || reader.actor.is(Role::Auditor)
}

/// What is listed and may be acted upon: the own dossiers, and what the own counter received for another agency.
pub fn visible(reader: &Reader) -> Condition {
    let own = own(reader);
    match received(reader) {
        Some(received) => Condition::any().add(own).add(received),
        None => own,
    }
}

/// What the reader's own counter received for another agency (phi địa giới), wherever it is now.
pub fn received(reader: &Reader) -> Option<Condition> {
    let actor = &reader.actor;
    let unit = actor.unit.as_deref().filter(|_| actor.is(Role::IntakeOfficer) || actor.is(Role::ResultOfficer))?;
    Some(Condition::all().add(dossier::Column::Receiver.eq(unit)))
}

/// A citizen sees the own dossiers, staff those that the own agency has or took over, the director and the auditor all;
/// everybody else none.
pub fn own(reader: &Reader) -> Condition {
    let mut any = Condition::any();
    if reader.actor.is(Role::Citizen) {
        any = any.add(dossier::Column::AccountId.eq(reader.actor.id));
    }
    if let Some((own, taken_over)) = staff_of(reader).split_first() {
        any = any.add(dossier::Column::Counter.eq(own));
        for office in taken_over {
            // With it came what its counters hold for others; few read so, and not for ever.
            let counters = dossier::Column::Counter.starts_with(format!("{office}."));
            any = any.add(dossier::Column::Counter.eq(office)).add(counters);
        }
    }
    if sees_all(reader) {
        any = any.add(dossier::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(dossier::Column::Id.is_null()) } else { any }
}
