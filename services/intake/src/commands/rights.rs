//! Who may ask what of a dossier that he sees: seeing more than the own agency does not mean acting for more.

use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::succession::Reader;

use super::Wish;
use crate::domain::Command;
use crate::store::{Dossier, acts_for};

/// The applicant, and staff of the agency or counter that has the dossier, or that took over its work. A counter that
/// sent it on (phi địa giới) still takes what the applicant says and brings.
///
/// # Errors
/// `forbidden`; so is what only an officer does, to the officer whose own dossier it is.
pub fn may_act(reader: &Reader, dossier: &Dossier, wish: &Wish) -> Result<(), Problem> {
    let by_an_officer = !matches!(wish, Wish::Plain(Command::Withdraw { .. } | Command::Supplement { .. }));
    let for_the_applicant = !by_an_officer || matches!(wish, Wish::Accept | Wish::Pay { .. } | Wish::Digitise(_));
    // Nobody decides about the own dossier.
    if is_applicant(&reader.actor, dossier) {
        return allow(!by_an_officer);
    }
    allow(acts_for(reader, dossier.counter()) || (for_the_applicant && received(&reader.actor, dossier)))
}

/// Whether somebody may begin an online payment: the applicant, or a counter for somebody who stands there.
///
/// # Errors
/// `forbidden`.
pub fn may_pay_online(reader: &Reader, dossier: &Dossier) -> Result<(), Problem> {
    let actor = &reader.actor;
    allow(is_applicant(actor, dossier) || acts_for(reader, dossier.counter()) || received(actor, dossier))
}

/// Whether somebody may print the receipt, and so learns the lookup secret: the applicant, and the counter staff of the
/// agency that has the dossier or of the unit that received it for another.
pub fn may_print_the_receipt(reader: &Reader, dossier: &Dossier) -> bool {
    let actor = &reader.actor;
    let at_a_counter = actor.is(Role::IntakeOfficer) || actor.is(Role::ResultOfficer);
    let counter_has_it = received(actor, dossier) || acts_for(reader, dossier.counter());
    is_applicant(actor, dossier) || (at_a_counter && counter_has_it)
}

/// Whether the actor belongs to the counter that received the dossier for another agency.
pub fn received(actor: &Actor, dossier: &Dossier) -> bool {
    let counter = dossier.filing.elsewhere();
    counter.is_some() && counter == actor.unit.as_deref()
}

fn is_applicant(actor: &Actor, dossier: &Dossier) -> bool {
    dossier.filing.account.is_some_and(|account| account.0 == actor.id)
}

fn allow(allowed: bool) -> Result<(), Problem> {
    if allowed { Ok(()) } else { Err(Problem::forbidden()) }
}
