//! Builds a plan: specifications, a place in the year for each, actors, and an order.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::action::Action;
use super::assignments::StaffDirectory;
use super::error::Error;
use super::model::{Header, Plan, PlannedDossier};
use super::offers::ProcedureOffers;
use super::scheduler::Scheduler;
use super::targets::Targets;
use super::timeline::PlannedTimeline;
use super::working_days::{Moment, REVIEW_PERIOD, WorkingDays};
use super::{schedule, specs};
use crate::seed;

/// Citizens of a full year.
const CITIZENS: f64 = 6_000.0;

impl Plan {
    /// The published year, or a share of it.
    ///
    /// # Errors
    /// When the scale is not above 0 and at most 10, or no dossier of a kind fits into the year.
    pub fn year(seed: u64, scale: f64) -> Result<Self, Error> {
        if !(scale.is_finite() && scale > 0.0 && scale <= 10.0) {
            let problem = format!("scale {scale} is not above 0 and at most 10");
            return Err(Error::Inconsistent(vec![problem]));
        }
        Self::build(seed, scale, Targets::default().scaled(scale))
    }

    /// A year with exactly these targets; the scale determines only the number of citizens.
    ///
    /// # Errors
    /// When the targets contradict each other, or no dossier of a kind fits into the year.
    pub fn build(seed: u64, scale: f64, targets: Targets) -> Result<Self, Error> {
        let problems = targets.problems();
        if !problems.is_empty() {
            return Err(Error::Inconsistent(problems));
        }
        let rng = &mut StdRng::seed_from_u64(seed);
        let catalogue = seed::catalogue();
        let (days, offers) = (WorkingDays::new(), ProcedureOffers::new(&catalogue, rng));
        let (scheduler, staff) = (Scheduler::new(&days, &offers), StaffDirectory::new(&catalogue.staff));
        let mut timelines = specs::from_targets(&targets, rng)?
            .into_iter()
            .map(|spec| schedule::place(&scheduler, spec, rng))
            .collect::<Result<Vec<_>, _>>()?;
        timelines.sort_by_key(first_moment);
        let citizens = citizens(scale);
        let dossiers = (1..)
            .zip(&timelines)
            .map(|(number, timeline)| dossier(number, timeline, citizens, &staff, &days, rng))
            .collect::<Result<_, _>>()?;
        let header = Header { seed, scale, period: REVIEW_PERIOD, targets, citizens };
        Ok(Self { header, dossiers })
    }
}

fn first_moment(timeline: &PlannedTimeline) -> Option<Moment> {
    timeline.actions.first().map(|(at, _)| *at)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and the range is clamped on the same line"
)]
fn citizens(scale: f64) -> u32 {
    (CITIZENS * scale).clamp(20.0, 900_000.0).round() as u32
}

fn dossier(
    number: u32,
    timeline: &PlannedTimeline,
    citizens: u32,
    staff: &StaffDirectory,
    days: &WorkingDays,
    rng: &mut StdRng,
) -> Result<PlannedDossier, Error> {
    let citizen = rng.random_range(0..citizens);
    let actions = staff
        .assign_actors(timeline, citizen, rng)?
        .into_iter()
        .map(|(moment, kind, actor)| {
            let at = days.at(moment)?;
            Ok(Action { at, kind, actor })
        })
        .collect::<Result<_, Error>>()?;
    let procedure = timeline.offer.procedure;
    Ok(PlannedDossier {
        number,
        agency: procedure.agency.clone(),
        procedure: procedure.code.clone(),
        submitted_as: timeline.submitted_as.map(|procedure| procedure.code.clone()),
        case: timeline.offer.case.to_owned(),
        channel: timeline.spec.channel,
        citizen,
        expected: timeline.spec.expected,
        actions,
    })
}
