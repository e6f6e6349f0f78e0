//! 03: why a dossier is not accepted.

use motcua_forms::DOTS;
use motcua_forms::forms::Refusal;
use motcua_worktime::local;

use super::facts::last;
use super::{Facts, Occasion};

/// The refusal of a dossier that was not accepted.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<Refusal> {
    Some(Refusal {
        centre: facts.centre(),
        number: DOTS.to_owned(),
        issued: last(&facts.at_intake, "refused").map(|entry| local(entry.at)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        reason: facts.filed.refused_reason.clone()?,
        lookup: facts.lookup(occasion),
        officer: String::new(),
    })
}
