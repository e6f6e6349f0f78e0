//! Who sees which dossiers: the conditions of every way of reading.

use chrono::NaiveDate;
use motcua_contracts::code::agency_of;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::succession::offices_of;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::dossier;

const STAFF: [Role; 5] = [Role::IntakeOfficer, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];

/// Who reads, with the agencies they act for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub actor: Actor,
    /// The own agency first, then those it took over; none for somebody without a unit.
    pub offices: Vec<String>,
}

/// Who somebody is on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn reader<C: ConnectionTrait>(db: &C, actor: &Actor, today: NaiveDate) -> Result<Reader, DbErr> {
    Ok(Reader { actor: actor.clone(), offices: offices_of(db, actor, today).await? })
}

impl Reader {
    /// Whether the reader acts for an agency or counter: the own ones, and those of an agency that was taken over.
    pub fn has(&self, counter: &str) -> bool {
        let (own, taken_over) = (self.offices.first(), self.offices.iter().skip(1));
        let ours = own.is_some_and(|own| own == counter) || self.actor.unit.as_deref() == Some(counter);
        ours || taken_over.into_iter().any(|office| office == agency_of(counter))
    }

    /// The agencies whose dossiers the reader sees because he works there.
    fn staff_of(&self) -> &[String] {
        if STAFF.iter().any(|role| self.actor.is(*role)) { &self.offices } else { &[] }
    }
}

/// What may be read one by one: what is visible in lists, and for staff what goes through the own agency on its way
/// (liên thông). Not in lists, where the alternative would cost the index.
pub fn readable(reader: &Reader) -> Condition {
    let visible = Condition::any().add(visible(reader));
    let passes = |office: &String| dossier::Column::Partners.contains(format!(" {office} "));
    reader.staff_of().iter().map(passes).fold(visible, Condition::add)
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
    if let Some((own, taken_over)) = reader.staff_of().split_first() {
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
