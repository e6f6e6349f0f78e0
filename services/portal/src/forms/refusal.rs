//! 03: the refusal to accept a dossier, with its reason.

use motcua_forms::DOTS;
use motcua_forms::forms::Refusal;
use motcua_worktime::local;

use super::facts::DossierFacts;
use super::print_context::PrintContext;

/// The refusal of a dossier that was not accepted.
pub fn refusal(facts: &DossierFacts, context: &PrintContext) -> Option<Refusal> {
    Some(Refusal {
        centre: facts.centre(),
        number: DOTS.to_owned(),
        issued: facts.last_intake_change("refused").map(|entry| local(entry.at)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        reason: facts.dossier.refused_reason.clone()?,
        lookup: facts.lookup(context),
        officer: String::new(),
    })
}
