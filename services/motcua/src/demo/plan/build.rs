//! Putting a plan together: wishes, a place in the year for each, people, and an order.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::days::{Days, Moment, PERIOD};
use super::lives::Life;
use super::people::People;
use super::pool::Pool;
use super::schedule::Schedule;
use super::{Action, Error, Header, Plan, PlannedDossier, Targets, wishes};
use crate::demo::seed;

/// Citizens of a full year.
const CITIZENS: f64 = 6_000.0;

pub(super) fn build(seed: u64, scale: f64, targets: Targets) -> Result<Plan, Error> {
    let problems = targets.problems();
    if !problems.is_empty() {
        return Err(Error::Inconsistent(problems));
    }
    let rng = &mut StdRng::seed_from_u64(seed);
    let catalogue = seed::catalogue();
    let (days, pool) = (Days::new(), Pool::new(&catalogue, rng));
    let (schedule, people) = (Schedule::new(&days, &pool), People::new(&catalogue.staff));
    let mut lives = wishes::deal(&targets, rng)?
        .into_iter()
        .map(|wish| schedule.place(wish, rng))
        .collect::<Result<Vec<_>, _>>()?;
    lives.sort_by_key(first_moment);
    let citizens = citizens(scale);
    let dossiers = (1..)
        .zip(&lives)
        .map(|(number, life)| dossier(number, life, citizens, &people, &days, rng))
        .collect::<Result<_, _>>()?;
    let header = Header { seed, scale, period: PERIOD, targets, citizens };
    Ok(Plan { header, dossiers })
}

fn first_moment(life: &Life) -> Option<Moment> {
    life.commands.first().map(|(at, _)| *at)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and the range is cut on the same line"
)]
fn citizens(scale: f64) -> u32 {
    (CITIZENS * scale).clamp(20.0, 900_000.0).round() as u32
}

fn dossier(
    number: u32,
    life: &Life,
    citizens: u32,
    people: &People,
    days: &Days,
    rng: &mut StdRng,
) -> Result<PlannedDossier, Error> {
    let citizen = rng.random_range(0..citizens);
    let actions = people
        .name(life, citizen, rng)?
        .into_iter()
        .map(|(moment, verb, by)| {
            let at = days.at(moment)?;
            Ok(Action { at, verb, by })
        })
        .collect::<Result<_, Error>>()?;
    let procedure = life.offer.procedure;
    Ok(PlannedDossier {
        number,
        agency: procedure.agency.clone(),
        procedure: procedure.code.clone(),
        mistaken_for: life.mistaken_for.map(|procedure| procedure.code.clone()),
        case: life.offer.case.to_owned(),
        channel: life.wish.channel,
        citizen,
        fate: life.wish.fate,
        actions,
    })
}
