//! 02: what is missing in a dossier. Those who are not told which papers and why still see until when.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_forms::DOTS;
use motcua_forms::forms::{Component, SupplementRequest};
use motcua_worktime::local;

use super::facts::last;
use super::{Facts, Occasion};
use crate::api::dossier::Told;

/// The wait for papers, as routing names it.
const PAPERS: &str = "papers";

/// What was asked for.
struct Asked<'a> {
    at: DateTime<Utc>,
    papers: &'a [String],
    reason: &'a str,
    deadline: NaiveDate,
}

/// Whether papers were asked for.
pub fn is_there(facts: &Facts) -> bool {
    facts.received_at().is_some() && (facts.filed.awaits_supplement || asked_at(facts).is_some())
}

/// The request.
pub fn of(facts: &Facts, occasion: &Occasion) -> SupplementRequest {
    let (unknown, asked) = (|| DOTS.to_owned(), asked(facts));
    let named = |name: &String| Component { name: name.clone(), ..Component::default() };
    let components = match &asked {
        Some(asked) => asked.papers.iter().map(named).collect(),
        // A row to write in.
        None => vec![Component { name: unknown(), ..Component::default() }],
    };
    SupplementRequest {
        centre: facts.centre(),
        number: unknown(),
        issued: asked_at(facts).map(local),
        dossier: facts.head(),
        applicant: facts.applicant(),
        components,
        reason: asked.as_ref().map_or_else(unknown, |asked| asked.reason.to_owned()),
        deadline: asked.map(|asked| asked.deadline).or(facts.filed.supplement_until),
        contact_name: unknown(),
        contact_phone: unknown(),
        lookup: facts.lookup(occasion),
        officer: String::new(),
    }
}

fn asked(facts: &Facts) -> Option<Asked<'_>> {
    facts.notices.iter().rev().find_map(|notice| match &notice.told {
        Told::SupplementRequested { papers, reason, deadline } => {
            Some(Asked { at: notice.at, papers, reason, deadline: *deadline })
        }
        _ => None,
    })
}

fn asked_at(facts: &Facts) -> Option<DateTime<Utc>> {
    let told = asked(facts).map(|asked| asked.at);
    let paused = || facts.due.as_ref().and_then(|due| due.pauses.iter().rfind(|pause| pause.wait == PAPERS));
    let paused = || paused().map(|pause| pause.from);
    told.or_else(paused).or_else(|| last(&facts.at_intake, "supplement_asked").map(|entry| entry.at))
}
