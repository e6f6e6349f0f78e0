//! Who sees which dossiers, as conditions of queries.

use motcua_contracts::code::agency_of;
use motcua_office::{AccessScope, Role, STAFF};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use super::entities::dossier;

/// Whether an account acts for an agency or counter: its own, or one of an agency that its own took over.
pub fn acts_for(scope: &AccessScope, counter: &str) -> bool {
    let (own, taken_over) = (scope.acting_agencies.first(), scope.acting_agencies.iter().skip(1));
    let ours = own.is_some_and(|own| own == counter) || scope.actor.unit.as_deref() == Some(counter);
    ours || taken_over.into_iter().any(|office| office == agency_of(counter))
}

/// The agencies whose dossiers an account sees as their staff.
fn staff_of(scope: &AccessScope) -> &[String] {
    if STAFF.iter().any(|role| scope.actor.is(*role)) { &scope.acting_agencies } else { &[] }
}

/// What may be read singly: what is visible in lists, and for staff the dossiers that go through their agency
/// (liên thông). Not in lists, where the alternative would cost the index.
pub fn readable(scope: &AccessScope) -> Condition {
    let visible = Condition::any().add(visible(scope));
    let passes = |office: &String| dossier::Column::Partners.contains(format!(" {office} "));
    staff_of(scope).iter().map(passes).fold(visible, Condition::add)
}

/// Whether the scope sees every dossier.
pub fn sees_all(scope: &AccessScope) -> bool {
    scope.actor.is(Role::CentreDirector) || scope.actor.is(Role::Auditor)
}

/// What is listed and may be changed: own dossiers, and what the own counter received for another agency.
pub fn visible(scope: &AccessScope) -> Condition {
    let own = own(scope);
    match received(scope) {
        Some(received) => Condition::any().add(own).add(received),
        None => own,
    }
}

/// What the account's own counter received for another agency (phi địa giới), wherever it is now.
pub fn received(scope: &AccessScope) -> Option<Condition> {
    let actor = &scope.actor;
    let unit = actor.unit.as_deref().filter(|_| actor.is(Role::IntakeOfficer) || actor.is(Role::ResultOfficer))?;
    Some(Condition::all().add(dossier::Column::Receiver.eq(unit)))
}

/// A citizen sees the own dossiers, staff those that the own agency has or took over, the director and the auditor all;
/// every other role none.
pub fn own(scope: &AccessScope) -> Condition {
    let mut any = Condition::any();
    if scope.actor.is(Role::Citizen) {
        any = any.add(dossier::Column::AccountId.eq(scope.actor.id));
    }
    if let Some((own, taken_over)) = staff_of(scope).split_first() {
        any = any.add(dossier::Column::Counter.eq(own));
        for office in taken_over {
            // Its counters may hold dossiers for other agencies; few accounts read so, and only for some time.
            let counters = dossier::Column::Counter.starts_with(format!("{office}."));
            any = any.add(dossier::Column::Counter.eq(office)).add(counters);
        }
    }
    if sees_all(scope) {
        any = any.add(dossier::Column::Id.is_not_null());
    }
    // An empty "any" would let everything through; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(dossier::Column::Id.is_null()) } else { any }
}
