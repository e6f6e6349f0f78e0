//! What the plan wants of each dossier before it has a day: the targets dealt out at random.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::courses::{self, Course};
use super::{Channel, Error, Fate, Origin, Outcome, Score, Targets};

/// A dossier the plan still has to find a procedure and days for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) fate: Fate,
    pub(super) channel: Channel,
    pub(super) course: Course,
    /// Whether the result grants what was asked.
    pub(super) granted: bool,
    pub(super) rating: Option<Score>,
}

impl Wish {
    fn new(origin: Origin, outcome: Outcome) -> Self {
        Self {
            fate: Fate { origin, outcome },
            channel: Channel::Counter,
            course: Course::Ordinary,
            granted: true,
            rating: None,
        }
    }
}

/// Deals the targets out; they must be free of problems.
///
/// # Errors
/// When there are fewer dossiers of some kind than a course wants.
pub(super) fn deal(targets: &Targets, rng: &mut StdRng) -> Result<Vec<Wish>, Error> {
    let mut counted = resolved(targets, rng)?;
    let resolved = counted.len();
    counted.extend(open(targets));
    deal_channels(&mut counted, targets, rng);
    courses::deal(&mut counted[..resolved], targets)?;
    counted.extend(before(targets.finished_before, rng));
    counted.extend(uncounted(targets, rng));
    Ok(counted)
}

fn resolved(targets: &Targets, rng: &mut StdRng) -> Result<Vec<Wish>, Error> {
    let mut wishes: Vec<Wish> =
        [(targets.early, Outcome::Early), (targets.on_time, Outcome::OnTime), (targets.late, Outcome::Late)]
            .into_iter()
            .flat_map(|(count, outcome)| many(count, Wish::new(Origin::InPeriod, outcome)))
            .collect();
    wishes.shuffle(rng);
    for wish in wishes.iter_mut().take(size(targets.carried_over)) {
        wish.fate.origin = Origin::CarriedOver;
    }
    wishes.shuffle(rng);
    courses::deal_endings(&mut wishes, targets)?;
    wishes.shuffle(rng);
    deal_ratings(&mut wishes, targets);
    wishes.shuffle(rng);
    for wish in with_result(&mut wishes).take(size(targets.refused_results)) {
        wish.granted = false;
    }
    wishes.shuffle(rng);
    Ok(wishes)
}

fn deal_ratings(wishes: &mut [Wish], targets: &Targets) {
    let scores = [
        (targets.very_satisfied, Score::VerySatisfied),
        (targets.satisfied, Score::Satisfied),
        (targets.not_satisfied, Score::NotSatisfied),
    ];
    let scores = scores.into_iter().flat_map(|(count, score)| many(count, score));
    for (wish, score) in with_result(wishes).zip(scores) {
        wish.rating = Some(score);
    }
}

fn with_result(wishes: &mut [Wish]) -> impl Iterator<Item = &mut Wish> {
    wishes.iter_mut().filter(|wish| !wish.course.ends_without_result())
}

fn open(targets: &Targets) -> impl Iterator<Item = Wish> {
    let open = u32::try_from(targets.open()).unwrap_or(u32::MAX);
    let running = open.saturating_sub(targets.open_overdue).saturating_sub(targets.open_paused);
    [(running, Outcome::Open), (targets.open_paused, Outcome::Paused), (targets.open_overdue, Outcome::Overdue)]
        .into_iter()
        .flat_map(|(count, outcome)| many(count, Wish::new(Origin::InPeriod, outcome)))
}

fn deal_channels(wishes: &mut [Wish], targets: &Targets, rng: &mut StdRng) {
    let mut channels: Vec<Channel> = many(targets.online, Channel::Online)
        .chain(many(targets.post, Channel::Post))
        .chain(many(targets.counter.saturating_sub(targets.post), Channel::Counter))
        .collect();
    channels.shuffle(rng);
    let mut channels = channels.into_iter();
    for wish in wishes {
        let dealt = match wish.fate.origin {
            Origin::InPeriod => channels.next(),
            _ => None,
        };
        wish.channel = dealt.unwrap_or_else(|| any_channel(rng));
    }
}

fn before(count: u32, rng: &mut StdRng) -> Vec<Wish> {
    (0..count)
        .map(|_| {
            let outcome = if rng.random_bool(0.5) { Outcome::Early } else { Outcome::OnTime };
            // The year itself has no bad rating: one from before it that leaks in would show.
            let score = match rng.random_range(0..20) {
                0 => Score::NotSatisfied,
                1 | 2 => Score::Satisfied,
                _ => Score::VerySatisfied,
            };
            Wish { channel: any_channel(rng), rating: Some(score), ..Wish::new(Origin::Before, outcome) }
        })
        .collect()
}

fn uncounted(targets: &Targets, rng: &mut StdRng) -> Vec<Wish> {
    let refused = many(targets.refused_at_intake, Wish::new(Origin::Uncounted, Outcome::Refused));
    let waiting = many(targets.never_accepted, Wish::new(Origin::Uncounted, Outcome::Waiting));
    let taken_back = many(targets.taken_back, Wish::new(Origin::Uncounted, Outcome::TakenBack));
    let mut wishes: Vec<Wish> = refused.chain(waiting).chain(taken_back).collect();
    for wish in &mut wishes {
        wish.channel = match any_channel(rng) {
            // At the counter somebody answers at once; only what comes from afar can be left lying.
            Channel::Counter if wish.fate.outcome != Outcome::Refused => Channel::Online,
            channel => channel,
        };
    }
    wishes
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
