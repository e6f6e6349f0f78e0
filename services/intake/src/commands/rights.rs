//! Who may ask what of a dossier that he sees: seeing more than the own agency does not mean acting for more.

use motcua_kit::Problem;
use motcua_kit::auth::Actor;

use super::Wish;
use crate::domain::Command;
use crate::store::Dossier;

/// The applicant, and staff of the agency or counter that has the dossier. A counter that sent it on (phi địa giới)
/// still takes what the applicant says and brings.
///
/// # Errors
/// `forbidden`.
pub fn may_act(actor: &Actor, dossier: &Dossier, wish: &Wish) -> Result<(), Problem> {
    let own = dossier.filing.account.is_some_and(|account| account.0 == actor.id);
    let (unit, agency) = (actor.unit.as_deref(), actor.agency().ok());
    let ours = [unit, agency].contains(&Some(dossier.counter()));
    let for_the_applicant = matches!(
        wish,
        Wish::Accept | Wish::Pay { .. } | Wish::Plain(Command::Withdraw { .. } | Command::Supplement { .. })
    );
    if own || ours || (for_the_applicant && received(actor, dossier)) { Ok(()) } else { Err(Problem::forbidden()) }
}

/// Whether the actor belongs to the counter that received the dossier for another agency.
pub fn received(actor: &Actor, dossier: &Dossier) -> bool {
    let counter = dossier.filing.elsewhere();
    counter.is_some() && counter == actor.unit.as_deref()
}
