//! The actions of a resolved dossier from its acceptance to its end, scenario by scenario.

use rand::RngExt;
use rand::rngs::StdRng;

use crate::plan::action::{ActionKind, StopCause};
use crate::plan::day_weights::{between, on_day};
use crate::plan::offers::Offer;
use crate::plan::reasons::MOVE_REASONS;
use crate::plan::scenario::{Scenario, work_and_decision, work_steps};
use crate::plan::scheduler::{MISSED_SUPPLEMENT_DAYS, Scheduler};
use crate::plan::spec::DossierSpec;
use crate::plan::timeline::TimedAction;
use crate::plan::working_days::{Moment, SLOTS_PER_DAY};

type Placed<'p, 'c> = (&'p Offer<'c>, Vec<TimedAction>);

/// An offer and the actions after the acceptance.
pub(super) fn actions<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    match spec.scenario {
        Scenario::Supplement | Scenario::RequiredFee => paused_once(scheduler, spec, accepted, rng),
        Scenario::Withdrawal => withdrawn(scheduler, spec, accepted, rng),
        Scenario::MissedSupplement => stopped(scheduler, spec, accepted, rng),
        Scenario::Extension => extended(scheduler, spec, accepted, rng),
        Scenario::Ordinary
        | Scenario::ProcedureFee
        | Scenario::TwoSteps
        | Scenario::Opinion
        | Scenario::Correction
        | Scenario::DeclinedWithdrawal
        | Scenario::Recall
        | Scenario::Forward
        | Scenario::Move => without_pause(scheduler, spec, accepted, rng),
    }
}

/// Work, decision, issue, return, and what the scenario inserts; the clock never pauses.
fn without_pause<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let (offer, day) = scheduler.offer(spec, accepted, 0, rng)?;
    let due = scheduler.due(accepted, offer)?;
    let kinds = work(scheduler, spec, offer, due, rng)?;
    // A fee is paid, and a wrong procedure corrected, while the applicant is still at the window.
    let at_the_window = match spec.scenario {
        Scenario::Correction => Some((accepted.later(1), ActionKind::Correct)),
        Scenario::ProcedureFee => Some((accepted.later(1), ActionKind::PayProcedureFee)),
        _ => None,
    };
    let begins = at_the_window.as_ref().map_or(accepted, |(at, _)| *at);
    let issued = scheduler.issue(spec, day, begins, kinds.len(), rng)?;
    let moments = between(begins, issued, kinds.len(), rng)?;
    let opinion = kinds.iter().position(|kind| matches!(kind, ActionKind::RequestOpinion { .. }));
    if opinion.is_some_and(|opinion| moments[opinion].day() >= due) {
        // The unit asked must have a day to answer.
        return None;
    }
    let mut actions: Vec<TimedAction> = at_the_window.into_iter().chain(moments.into_iter().zip(kinds)).collect();
    actions.extend(scheduler.ending(spec, issued, rng));
    Some((offer, actions))
}

fn work(
    scheduler: &Scheduler,
    spec: DossierSpec,
    offer: &Offer,
    due: usize,
    rng: &mut StdRng,
) -> Option<Vec<ActionKind>> {
    let step = work_steps(offer).next()?;
    let mut kinds = work_and_decision(offer, spec.granted);
    match spec.scenario {
        Scenario::Opinion => {
            let until = scheduler.days.date(due)?;
            let unit = scheduler.offers.unit_of_another_agency(&offer.procedure.agency, rng)?.to_owned();
            let request = ActionKind::RequestOpinion { step, unit, until };
            kinds.splice(1..1, [request, ActionKind::ClaimOpinion, ActionKind::CompleteOpinion]);
        }
        Scenario::DeclinedWithdrawal => {
            drop(kinds.splice(1..1, [ActionKind::Withdraw, ActionKind::DeclineWithdrawal]));
        }
        Scenario::Recall => {
            let again = kinds.clone();
            kinds.extend([ActionKind::Issue, ActionKind::Recall]);
            kinds.extend(again);
        }
        Scenario::Move => {
            let [from, to] = offer.divisions?.map(str::to_owned);
            let reason = MOVE_REASONS[rng.random_range(0..MOVE_REASONS.len())].to_owned();
            // Half of them are still unclaimed; of the others the claim is released.
            let claimed = rng.random_bool(0.5).then_some(ActionKind::Claim { step });
            drop(kinds.splice(0..0, claimed.into_iter().chain([ActionKind::Move { from, to, reason }])));
        }
        _ => {}
    }
    Some(kinds)
}

/// The clock pauses between request and answer: at the same time of day, whole working days apart.
fn paused_once<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let pause = rng.random_range(2..=8);
    let (offer, day) = scheduler.offer(spec, accepted, pause, rng)?;
    let due = scheduler.due(accepted, offer)?;
    let paused = scheduler.supplement_request(accepted, due.min(day - pause + 1), rng)?;
    let resumed = paused.later(pause * SLOTS_PER_DAY);
    let issued = scheduler.issue(spec, day, resumed, 2, rng)?;
    let (step, granted) = (work_steps(offer).next()?, spec.granted);
    let mut actions = scheduler.pause(spec.scenario, offer, accepted, paused, rng)?;
    let answer = match spec.scenario {
        Scenario::RequiredFee => ActionKind::PayRequiredFee,
        _ => ActionKind::SubmitSupplement,
    };
    actions.push((resumed, answer));
    let kinds = [ActionKind::Complete { step }, ActionKind::Approve { granted }];
    actions.extend(between(resumed, issued, 2, rng)?.into_iter().zip(kinds));
    actions.extend(scheduler.ending(spec, issued, rng));
    Some((offer, actions))
}

/// The agency apologises before the due date and is late, but not later than it then promised.
fn extended<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let (offer, day) = scheduler.offer(spec, accepted, 0, rng)?;
    let due = scheduler.due(accepted, offer)?;
    let (step, granted) = (work_steps(offer).next()?, spec.granted);
    let closing = Moment::new(due, SLOTS_PER_DAY);
    let [claimed, apologised] = *between(accepted, closing, 2, rng)? else { return None };
    let issued = scheduler.issue(spec, day, closing, 2, rng)?;
    let kinds = [ActionKind::Complete { step }, ActionKind::Approve { granted }];
    let promised_on = scheduler.days.date(day + 1)?;
    let mut actions = vec![(claimed, ActionKind::Claim { step }), (apologised, ActionKind::Extend { promised_on })];
    actions.extend(between(apologised, issued, 2, rng)?.into_iter().zip(kinds));
    actions.extend(scheduler.ending(spec, issued, rng));
    Some((offer, actions))
}

/// The applicant asks to withdraw it, and the head agrees.
fn withdrawn<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let (offer, day) = scheduler.offer(spec, accepted, 0, rng)?;
    let step = work_steps(offer).next()?;
    let kinds = [ActionKind::Claim { step }, ActionKind::Withdraw];
    let ended = scheduler.issue(spec, day, accepted, kinds.len(), rng)?;
    let moments = between(accepted, ended, kinds.len(), rng)?;
    let mut actions: Vec<TimedAction> = moments.into_iter().zip(kinds).collect();
    actions.push((ended, ActionKind::Stop { cause: StopCause::Withdrawn }));
    Some((offer, actions))
}

/// The papers asked for are not submitted; after their last day the head stops the dossier.
fn stopped<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let (offer, day) = scheduler.offer(spec, accepted, 0, rng)?;
    let first = day.checked_sub(MISSED_SUPPLEMENT_DAYS)?;
    let paused = scheduler.supplement_request(accepted, first, rng)?;
    let ended = on_day(day, paused, 0, scheduler.end(spec.expected.origin), rng)?;
    let mut actions = scheduler.pause(spec.scenario, offer, accepted, paused, rng)?;
    actions.push((ended, ActionKind::Stop { cause: StopCause::SupplementOverdue }));
    Some((offer, actions))
}
