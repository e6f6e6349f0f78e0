//! 02: the papers that are missing. Visitors who may not read the notice still see the deadline.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_forms::DOTS;
use motcua_forms::forms::{Component, SupplementRequest};
use motcua_worktime::local;

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use crate::api::notices::NoticeKind;

/// What a pause for papers waits for, as routing names it.
const PAPERS: &str = "papers";

/// The notice of the request.
struct Request<'a> {
    at: DateTime<Utc>,
    papers: &'a [String],
    reason: &'a str,
    deadline: NaiveDate,
}

/// Whether papers were requested.
pub fn exists_for(facts: &DossierFacts) -> bool {
    facts.received_at().is_some() && (facts.dossier.awaits_supplement || requested_at(facts).is_some())
}

/// The request.
pub fn supplement_request(facts: &DossierFacts, context: &PrintContext) -> SupplementRequest {
    let (blank, request) = (|| DOTS.to_owned(), request(facts));
    let named = |name: &String| Component { name: name.clone(), ..Component::default() };
    let components = match &request {
        Some(request) => request.papers.iter().map(named).collect(),
        // A row to fill in by hand.
        None => vec![Component { name: blank(), ..Component::default() }],
    };
    SupplementRequest {
        centre: facts.centre(),
        number: blank(),
        issued: requested_at(facts).map(local),
        dossier: facts.head(),
        applicant: facts.applicant(),
        components,
        reason: request.as_ref().map_or_else(blank, |request| request.reason.to_owned()),
        deadline: request.map(|request| request.deadline).or(facts.dossier.supplement_until),
        contact_name: blank(),
        contact_phone: blank(),
        lookup: facts.lookup(context),
        officer: String::new(),
    }
}

fn request(facts: &DossierFacts) -> Option<Request<'_>> {
    facts.notices.iter().rev().find_map(|notice| match &notice.kind {
        NoticeKind::SupplementRequested { papers, reason, deadline } => {
            Some(Request { at: notice.at, papers, reason, deadline: *deadline })
        }
        _ => None,
    })
}

/// When papers were requested, from the first of notice, pause and history that is visible.
fn requested_at(facts: &DossierFacts) -> Option<DateTime<Utc>> {
    let pauses = facts.due.iter().flat_map(|due| due.pauses.iter().rev());
    let paused_at = pauses.filter(|pause| pause.wait == PAPERS).map(|pause| pause.from).next();
    let recorded_at = || facts.last_intake_change("supplement_requested").map(|entry| entry.at);
    request(facts).map(|request| request.at).or(paused_at).or_else(recorded_at)
}
