//! The journeys that a reader may see.

use motcua_office::{AccessScope, Role, STAFF};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use super::entities::journey;

/// The one condition of every query: a citizen sees the own dossiers, staff those of the own agency, of those it
/// succeeded and those that their units hold, the director and the auditor all; every other role none.
pub(super) fn visible(reader: &AccessScope) -> Condition {
    let AccessScope { actor: reader, acting_agencies } = reader;
    let mut any = Condition::any();
    if reader.is(Role::Citizen) {
        any = any.add(journey::Column::AccountId.eq(reader.id));
    }
    if STAFF.iter().any(|role| reader.is(*role)) {
        for agency in acting_agencies {
            any = any.add(journey::Column::Agency.eq(agency.as_str()));
            // In an interlinked procedure the agency that holds the dossier reads it too.
            any = any.add(journey::Column::Unit.starts_with(format!("{agency}.")));
        }
    }
    if reader.is(Role::CentreDirector) || reader.is(Role::Auditor) {
        any = any.add(journey::Column::DossierId.is_not_null());
    }
    // An empty "any" matches every row; in a filled one the addition would keep indexes from being used.
    if any.is_empty() { any.add(journey::Column::DossierId.is_null()) } else { any }
}
