//! Who may run which operation on a dossier: seeing the dossiers of other agencies does not mean acting for them.

use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_office::{AccessScope, Role};

use super::operation::{Operation, RunBy};
use crate::domain::Dossier;
use crate::store::acts_for;

/// Demands that the caller is the applicant, or staff of the agency or counter that has the dossier or that took over its
/// work. A counter that forwarded it (phi địa giới) still takes supplements, withdrawals and payments.
///
/// # Errors
/// `forbidden`; also for an officer's operation on the officer's own dossier.
pub fn require_access(scope: &AccessScope, dossier: &Dossier, operation: &Operation) -> Result<(), Problem> {
    let run_by = operation.run_by();
    if is_applicant(&scope.actor, dossier) {
        return allow(run_by == RunBy::Applicant);
    }
    let has_it = acts_for(scope, dossier.current_counter());
    allow(has_it || (run_by != RunBy::Holder && is_of_forwarding_counter(&scope.actor, dossier)))
}

/// Demands that the caller may start an online payment: the applicant, or a counter on the applicant's behalf.
///
/// # Errors
/// `forbidden`.
pub fn require_online_payment(scope: &AccessScope, dossier: &Dossier) -> Result<(), Problem> {
    let actor = &scope.actor;
    let counter = acts_for(scope, dossier.current_counter()) || is_of_forwarding_counter(actor, dossier);
    allow(is_applicant(actor, dossier) || counter)
}

/// Whether the caller may print the receipt, and so sees the lookup secret: the applicant, and the counter staff of the
/// agency that has the dossier or of the unit that received it for another.
pub fn may_print_receipt(scope: &AccessScope, dossier: &Dossier) -> bool {
    let actor = &scope.actor;
    let is_counter_staff = actor.is(Role::IntakeOfficer) || actor.is(Role::ResultOfficer);
    let counter = is_of_forwarding_counter(actor, dossier) || acts_for(scope, dossier.current_counter());
    is_applicant(actor, dossier) || (is_counter_staff && counter)
}

/// Whether the actor belongs to the counter that received the dossier for another agency.
pub fn is_of_forwarding_counter(actor: &Actor, dossier: &Dossier) -> bool {
    let counter = dossier.filing.forwarding_counter();
    counter.is_some_and(|counter| actor.unit.as_deref() == Some(counter.as_str()))
}

fn is_applicant(actor: &Actor, dossier: &Dossier) -> bool {
    dossier.filing.account.is_some_and(|account| account.0 == actor.id)
}

fn allow(allowed: bool) -> Result<(), Problem> {
    if allowed { Ok(()) } else { Err(Problem::forbidden()) }
}
