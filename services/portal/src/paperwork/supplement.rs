//! 02: what is missing in a dossier. Which papers and why is shown to those who work on it; the applicant's own reading
//! operations say only until when.

use motcua_forms::DOTS;
use motcua_forms::forms::{Component, SupplementRequest};
use motcua_worktime::local;

use super::facts::last;
use super::{Facts, Occasion};
use crate::api::Task;

/// The wait for papers, as routing names it.
const PAPERS: &str = "papers";

/// Whether papers were asked for.
pub fn is_there(facts: &Facts) -> bool {
    facts.received_at().is_some()
        && (facts.filed.awaits_supplement || asked_at(facts).is_some() || task(facts).is_some())
}

/// The request.
pub fn of(facts: &Facts, occasion: &Occasion) -> SupplementRequest {
    let unknown = || DOTS.to_owned();
    let asked = task(facts).and_then(|task| task.supplement.as_ref());
    let named = |name: &String| Component { name: name.clone(), ..Component::default() };
    let components = match asked {
        Some(asked) => asked.papers.iter().map(named).collect(),
        // A row to write in.
        None => vec![Component { name: unknown(), ..Component::default() }],
    };
    let recorded = last(&facts.in_processing, "supplement_asked").and_then(|entry| entry.reason.clone());
    SupplementRequest {
        centre: facts.centre(),
        number: unknown(),
        issued: asked_at(facts).map(local),
        dossier: facts.head(),
        applicant: facts.applicant(),
        components,
        reason: asked.map(|asked| asked.reason.clone()).or(recorded).unwrap_or_else(unknown),
        deadline: asked.map(|asked| asked.deadline).or(facts.filed.supplement_until),
        contact_name: unknown(),
        contact_phone: unknown(),
        lookup: facts.lookup(occasion),
        officer: String::new(),
    }
}

fn asked_at(facts: &Facts) -> Option<chrono::DateTime<chrono::Utc>> {
    let paused = facts.due.as_ref().and_then(|due| due.pauses.iter().rfind(|pause| pause.wait == PAPERS));
    paused.map(|pause| pause.from).or_else(|| last(&facts.at_intake, "supplement_asked").map(|entry| entry.at))
}

/// The task during which papers were asked for.
fn task(facts: &Facts) -> Option<&Task> {
    facts.tasks.iter().rfind(|task| task.supplement.is_some())
}
