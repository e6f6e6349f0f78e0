//! 04: an apology for a late result, with the new date.

use motcua_forms::DOTS;
use motcua_forms::forms::Apology;
use motcua_worktime::local;

use super::{Facts, Occasion};
use crate::api::dossier::Told;

/// The version of the due date that an apology makes, as routing names it.
const EXTENDED: &str = "extended";

/// The apology of a dossier whose date was put off.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<Apology> {
    let due = facts.due.as_ref()?;
    let reason = facts.notices.iter().rev().find_map(|notice| match &notice.told {
        Told::Extended { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let unknown = || DOTS.to_owned();
    Some(Apology {
        centre: facts.centre(),
        number: unknown(),
        issued: due.versions.iter().rfind(|version| version.reason == EXTENDED).map(|version| local(version.since)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        agency: facts.agency(),
        received: local(facts.received_at()?),
        promised: local(due.due_at),
        promised_anew: local(due.promised_at?),
        reason: reason.unwrap_or_else(unknown),
        archive: unknown(),
        lookup: facts.lookup(occasion),
        leader: String::new(),
    })
}
