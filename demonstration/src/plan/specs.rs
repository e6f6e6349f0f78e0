//! Turns the targets into one specification per dossier, at random.

use motcua_contracts::Channel;
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::action::Score;
use super::error::Error;
use super::model::{EndState, Origin};
use super::scenario_quotas;
use super::spec::DossierSpec;
use super::targets::Targets;

/// One specification per dossier; the targets must be free of problems.
///
/// # Errors
/// When there are fewer dossiers of a kind than a scenario needs.
pub(super) fn from_targets(targets: &Targets, rng: &mut StdRng) -> Result<Vec<DossierSpec>, Error> {
    let mut counted = resolved(targets, rng)?;
    let resolved = counted.len();
    counted.extend(open(targets));
    assign_channels(&mut counted, targets, rng);
    scenario_quotas::assign_with_result(&mut counted[..resolved], targets)?;
    counted.extend(finished_before(targets.finished_before, rng));
    counted.extend(never_accepted(targets, rng));
    Ok(counted)
}

fn resolved(targets: &Targets, rng: &mut StdRng) -> Result<Vec<DossierSpec>, Error> {
    let mut specs: Vec<DossierSpec> =
        [(targets.early, EndState::Early), (targets.on_time, EndState::OnTime), (targets.late, EndState::Late)]
            .into_iter()
            .flat_map(|(count, end_state)| many(count, DossierSpec::new(Origin::InPeriod, end_state)))
            .collect();
    specs.shuffle(rng);
    for spec in specs.iter_mut().take(size(targets.carried_over)) {
        spec.expected.origin = Origin::CarriedOver;
    }
    specs.shuffle(rng);
    scenario_quotas::assign_without_result(&mut specs, targets)?;
    specs.shuffle(rng);
    assign_ratings(&mut specs, targets);
    specs.shuffle(rng);
    for spec in with_result(&mut specs).take(size(targets.refused_results)) {
        spec.granted = false;
    }
    specs.shuffle(rng);
    Ok(specs)
}

fn assign_ratings(specs: &mut [DossierSpec], targets: &Targets) {
    let scores = [
        (targets.very_satisfied, Score::VerySatisfied),
        (targets.satisfied, Score::Satisfied),
        (targets.not_satisfied, Score::NotSatisfied),
    ];
    let scores = scores.into_iter().flat_map(|(count, score)| many(count, score));
    for (spec, score) in with_result(specs).zip(scores) {
        spec.rating = Some(score);
    }
}

fn with_result(specs: &mut [DossierSpec]) -> impl Iterator<Item = &mut DossierSpec> {
    specs.iter_mut().filter(|spec| !spec.scenario.ends_without_result())
}

fn open(targets: &Targets) -> impl Iterator<Item = DossierSpec> {
    let open = u32::try_from(targets.open()).unwrap_or(u32::MAX);
    let running = open.saturating_sub(targets.open_overdue).saturating_sub(targets.open_paused);
    [(running, EndState::Open), (targets.open_paused, EndState::Paused), (targets.open_overdue, EndState::Overdue)]
        .into_iter()
        .flat_map(|(count, end_state)| many(count, DossierSpec::new(Origin::InPeriod, end_state)))
}

fn assign_channels(specs: &mut [DossierSpec], targets: &Targets, rng: &mut StdRng) {
    let mut channels: Vec<Channel> = many(targets.online, Channel::Online)
        .chain(many(targets.post, Channel::Post))
        .chain(many(targets.counter.saturating_sub(targets.post), Channel::Counter))
        .collect();
    channels.shuffle(rng);
    let mut channels = channels.into_iter();
    for spec in specs {
        let drawn = match spec.expected.origin {
            Origin::InPeriod => channels.next(),
            _ => None,
        };
        spec.channel = drawn.unwrap_or_else(|| any_channel(rng));
    }
}

fn finished_before(count: u32, rng: &mut StdRng) -> Vec<DossierSpec> {
    (0..count)
        .map(|_| {
            let end_state = if rng.random_bool(0.5) { EndState::Early } else { EndState::OnTime };
            // The year itself has no bad rating, so an earlier one that is counted by mistake is noticed.
            let score = match rng.random_range(0..20) {
                0 => Score::NotSatisfied,
                1 | 2 => Score::Satisfied,
                _ => Score::VerySatisfied,
            };
            DossierSpec {
                channel: any_channel(rng),
                rating: Some(score),
                ..DossierSpec::new(Origin::FinishedBefore, end_state)
            }
        })
        .collect()
}

fn never_accepted(targets: &Targets, rng: &mut StdRng) -> Vec<DossierSpec> {
    let refused = many(targets.refused_at_intake, DossierSpec::new(Origin::NeverAccepted, EndState::Refused));
    let unanswered = many(targets.unanswered, DossierSpec::new(Origin::NeverAccepted, EndState::Unanswered));
    let withdrawn = many(targets.withdrawn_early, DossierSpec::new(Origin::NeverAccepted, EndState::WithdrawnEarly));
    let mut specs: Vec<DossierSpec> = refused.chain(unanswered).chain(withdrawn).collect();
    for spec in &mut specs {
        spec.channel = match any_channel(rng) {
            // At the counter a submission is answered at once; only online and postal ones can stay unanswered.
            Channel::Counter if spec.expected.end_state != EndState::Refused => Channel::Online,
            channel => channel,
        };
    }
    specs
}

fn any_channel(rng: &mut StdRng) -> Channel {
    match rng.random_range(0..100) {
        0..44 => Channel::Online,
        44..96 => Channel::Counter,
        _ => Channel::Post,
    }
}

fn many<T: Clone>(count: u32, value: T) -> impl Iterator<Item = T> {
    std::iter::repeat_n(value, size(count))
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
