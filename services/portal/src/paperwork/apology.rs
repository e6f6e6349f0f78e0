//! 04: an apology for a late result, with the new date. The reason is shown to those who work on the dossier.

use motcua_forms::DOTS;
use motcua_forms::forms::Apology;
use motcua_worktime::local;

use super::facts::last;
use super::{Facts, Occasion};

/// The version of the due date that an apology makes, as routing names it.
const EXTENDED: &str = "extended";

/// The apology of a dossier whose date was put off.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<Apology> {
    let due = facts.due.as_ref()?;
    let by_task = facts.tasks.iter().rev().find_map(|task| task.extension.as_ref()).map(|said| said.reason.clone());
    let recorded = || last(&facts.in_processing, EXTENDED).and_then(|entry| entry.reason.clone());
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
        reason: by_task.or_else(recorded).unwrap_or_else(unknown),
        archive: unknown(),
        lookup: facts.lookup(occasion),
        leader: String::new(),
    })
}
