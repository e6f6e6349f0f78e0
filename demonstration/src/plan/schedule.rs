//! Finds a place in the year for a dossier: a procedure, and a moment for each command.

mod resolved;
mod unresolved;

use motcua_contracts::Channel;
use rand::RngExt;
use rand::rngs::StdRng;

use super::action::ActionKind;
use super::error::Error;
use super::model::{EndState, Origin};
use super::scenario::Scenario;
use super::scheduler::Scheduler;
use super::spec::DossierSpec;
use super::timeline::{PlannedTimeline, TimedAction};
use super::working_days::{Moment, SLOTS_PER_DAY};

/// Attempts per dossier before the plan gives up; an ordinary one needs two or three.
const ATTEMPTS: usize = 2_000;

/// A timeline that meets the specification.
///
/// # Errors
/// When no procedure and day fits.
pub(super) fn place<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    rng: &mut StdRng,
) -> Result<PlannedTimeline<'p, 'c>, Error> {
    (0..ATTEMPTS).find_map(|_| attempt(scheduler, spec, rng)).ok_or(Error::NoSlot {
        origin: spec.expected.origin,
        end_state: spec.expected.end_state,
        channel: spec.channel,
    })
}

fn attempt<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    rng: &mut StdRng,
) -> Option<PlannedTimeline<'p, 'c>> {
    let accepted = scheduler.acceptance(spec, rng);
    let (offer, following) = match spec.expected.end_state {
        EndState::Early | EndState::OnTime | EndState::Late => resolved::actions(scheduler, spec, accepted, rng)?,
        EndState::Open => unresolved::open(scheduler, spec, accepted, rng)?,
        EndState::Overdue => unresolved::overdue(scheduler, spec, accepted, rng)?,
        EndState::Paused => unresolved::paused(scheduler, spec, accepted, rng)?,
        EndState::Refused | EndState::Unanswered | EndState::WithdrawnEarly => {
            unresolved::never_accepted(scheduler, spec, accepted, rng)?
        }
    };
    let mut actions = arrival(spec, accepted, rng);
    actions.extend(following);
    let submitted_as = match spec.scenario {
        Scenario::Correction => Some(scheduler.offers.other_procedure(offer, rng)?),
        _ => None,
    };
    Some(PlannedTimeline { spec, offer, submitted_as, actions })
}

/// Submission and acceptance. Online submissions wait up to one working day; at a window the acceptance follows in the
/// next slot. What is accepted outside the territory is received by the competent agency some slots later.
fn arrival(spec: DossierSpec, accepted: Moment, rng: &mut StdRng) -> Vec<TimedAction> {
    let forwarded = accepted.earlier(match spec.scenario {
        Scenario::Forward => rng.random_range(2..=8),
        _ => 0,
    });
    let submitted = forwarded.earlier(match spec.channel {
        Channel::Online => rng.random_range(1..=SLOTS_PER_DAY),
        Channel::Counter | Channel::Post => 1,
    });
    let mut actions = vec![(submitted, ActionKind::Submit)];
    if spec.expected.origin != Origin::NeverAccepted {
        actions.push((forwarded, ActionKind::Accept));
    }
    if spec.scenario == Scenario::Forward {
        actions.push((accepted, ActionKind::Receive));
    }
    actions
}
