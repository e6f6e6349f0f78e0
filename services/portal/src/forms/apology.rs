//! 04: the apology for a late result, with the new date.

use motcua_forms::DOTS;
use motcua_forms::forms::Apology;
use motcua_worktime::local;

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use crate::api::notices::NoticeKind;

/// The reason of the due date version that an apology creates, as routing names it.
const EXTENDED: &str = "extended";

/// The apology of a dossier whose due date was extended.
pub fn apology(facts: &DossierFacts, context: &PrintContext) -> Option<Apology> {
    let due = facts.due.as_ref()?;
    let reason = facts.notices.iter().rev().find_map(|notice| match &notice.kind {
        NoticeKind::Extended { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let blank = || DOTS.to_owned();
    Some(Apology {
        centre: facts.centre(),
        number: blank(),
        issued: due.versions.iter().rfind(|version| version.reason == EXTENDED).map(|version| local(version.since)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        agency: facts.agency(),
        received: local(facts.received_at()?),
        due: local(due.due_at),
        new_due: local(due.promised_at?),
        reason: reason.unwrap_or_else(blank),
        archive: blank(),
        lookup: facts.lookup(context),
        leader: String::new(),
    })
}
