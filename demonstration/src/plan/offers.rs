//! Which procedures applicants ask for: every channel term of the catalogue with a weight.

use std::collections::HashMap;

use motcua_contracts::Channel;
use rand::RngExt;
use rand::rngs::StdRng;

use crate::seed::{Catalogue, Procedure, StepKind, Term, UnitKind};

/// A procedure as offered through one channel.
#[derive(Debug)]
pub(super) struct Offer<'a> {
    pub(super) procedure: &'a Procedure,
    pub(super) case: &'a str,
    pub(super) term: &'a Term,
    pub(super) work_step_count: usize,
    /// The division of the first work step and another one of its agency; `None` at a window, or without another one.
    pub(super) divisions: Option<[&'a str; 2]>,
    weight: f64,
}

/// All offers by channel and agency.
pub(super) struct ProcedureOffers<'a> {
    channels: HashMap<Channel, Vec<AgencyOffers<'a>>>,
}

/// The offers of one agency through one channel.
struct AgencyOffers<'a> {
    agency: &'static str,
    weight: f64,
    offers: Vec<Offer<'a>>,
}

/// Share of the demand of each agency, online and otherwise; Công Thương, GD&ĐT, Xây dựng and BHXH lead online.
const DEMAND: [(&str, f64, f64); 20] = [
    ("H35.01", 3.0, 4.0),
    ("H35.02", 6.0, 9.0),
    ("H35.03", 7.0, 5.0),
    ("H35.04", 3.0, 2.0),
    ("H35.05", 16.0, 8.0),
    ("H35.06", 4.0, 5.0),
    ("H35.07", 6.0, 12.0),
    ("H35.08", 12.0, 4.0),
    ("H35.09", 4.0, 10.0),
    ("H35.10", 2.0, 1.0),
    ("H35.11", 6.0, 8.0),
    ("H35.12", 4.0, 3.0),
    ("H35.13", 1.5, 1.0),
    ("H35.14", 15.0, 6.0),
    ("H35.15", 4.0, 6.0),
    ("H35.21", 1.0, 1.5),
    ("H35.22", 2.0, 2.0),
    ("H35.31", 20.0, 9.0),
    ("H35.32", 2.0, 8.0),
    ("H35.33", 3.0, 4.0),
];

impl<'a> ProcedureOffers<'a> {
    /// Weights the catalogue; the seed varies every weight a little.
    pub(super) fn new(catalogue: &'a Catalogue, rng: &mut StdRng) -> Self {
        let channels = [Channel::Online, Channel::Counter, Channel::Post];
        let channels = channels.map(|channel| (channel, agency_offers(catalogue, channel, rng)));
        Self { channels: channels.into_iter().collect() }
    }

    /// Draws an agency by its demand, then a fitting offer of it; after six agencies without one, any fitting offer.
    pub(super) fn pick(&self, channel: Channel, fits: impl Fn(&Offer) -> bool, rng: &mut StdRng) -> Option<&Offer<'a>> {
        const DRAWS: usize = 6;
        let agencies = self.channels.get(&channel)?;
        for _ in 0..DRAWS {
            let agency = draw(agencies.iter(), |agency| agency.weight, rng)?;
            let fitting = || agency.offers.iter().filter(|offer| fits(offer));
            if let Some(offer) = draw(fitting(), |offer| offer.weight, rng) {
                return Some(offer);
            }
        }
        let all: Vec<&Offer> = agencies.iter().flat_map(|agency| &agency.offers).filter(|offer| fits(offer)).collect();
        draw(all.iter().copied(), |offer| offer.weight, rng)
    }

    /// Another procedure of the agency of an offer, by the same channel.
    pub(super) fn other_procedure(&self, offer: &Offer<'a>, rng: &mut StdRng) -> Option<&'a Procedure> {
        let agencies = self.channels.get(&offer.term.channel)?;
        let agency = agencies.iter().find(|agency| agency.agency == offer.procedure.agency)?;
        let others = || agency.offers.iter().filter(|other| other.procedure.code != offer.procedure.code);
        draw(others(), |other| other.weight, rng).map(|other| other.procedure)
    }

    /// A unit of another agency that examines dossiers.
    pub(super) fn unit_of_another_agency(&self, agency: &str, rng: &mut StdRng) -> Option<&'a str> {
        let others =
            || self.channels.get(&Channel::Counter).into_iter().flatten().filter(|other| other.agency != agency);
        let other = draw(others(), |other| other.weight, rng)?;
        let steps =
            other.offers.iter().filter(|offer| !offer.procedure.on_the_spot).flat_map(|offer| &offer.term.steps);
        let own = steps.filter(|step| step.kind == StepKind::Work && step.unit.starts_with(other.agency));
        own.map(|step| step.unit.as_str()).next()
    }
}

fn agency_offers<'a>(catalogue: &'a Catalogue, channel: Channel, rng: &mut StdRng) -> Vec<AgencyOffers<'a>> {
    DEMAND
        .iter()
        .map(|&(agency, online, elsewhere)| {
            let weight = match channel {
                Channel::Online => online,
                Channel::Counter | Channel::Post => elsewhere,
            };
            let procedures = catalogue.procedures.iter().filter(|p| p.agency == agency);
            let divisions = divisions(catalogue, agency);
            AgencyOffers {
                agency,
                weight: weight * rng.random_range(0.85..1.15),
                offers: procedures
                    .flat_map(|procedure| offers(procedure, channel, &divisions))
                    .map(|offer| weighted(offer, rng))
                    .collect(),
            }
        })
        .collect()
}

fn divisions<'a>(catalogue: &'a Catalogue, agency: &str) -> Vec<&'a str> {
    let units = catalogue.agencies.iter().filter(|own| own.code == agency).flat_map(|own| &own.units);
    units.filter(|unit| unit.kind == UnitKind::Professional).map(|unit| unit.code.as_str()).collect()
}

fn offers<'a>(procedure: &'a Procedure, channel: Channel, divisions: &[&'a str]) -> impl Iterator<Item = Offer<'a>> {
    procedure.cases.iter().flat_map(move |case| {
        let terms = case.terms.iter().filter(move |term| term.channel == channel);
        terms.map(move |term| Offer {
            procedure,
            case: case.code,
            term,
            work_step_count: term.steps.iter().filter(|step| step.kind == StepKind::Work).count(),
            divisions: own_and_other_division(term, divisions),
            weight: 0.0,
        })
    })
}

/// The division of the first work step, and another one.
fn own_and_other_division<'a>(term: &'a Term, divisions: &[&'a str]) -> Option<[&'a str; 2]> {
    let own = term.steps.iter().find(|step| step.kind == StepKind::Work)?.unit.as_str();
    let other = divisions.iter().find(|other| **other != own)?;
    divisions.contains(&own).then_some([own, other])
}

/// A few procedures are asked for often and most rarely; real procedures are asked for more than samples.
fn weighted<'a>(offer: Offer<'a>, rng: &mut StdRng) -> Offer<'a> {
    let draw: f64 = rng.random_range(0.0..1.0);
    let popularity = if offer.procedure.synthetic { 1.0 } else { 6.0 };
    Offer { weight: popularity * (0.1 + 4.0 * draw.powi(4)), ..offer }
}

/// Draws one of the items by weight.
fn draw<T>(items: impl Iterator<Item = T> + Clone, weight: impl Fn(&T) -> f64, rng: &mut StdRng) -> Option<T> {
    let total: f64 = items.clone().map(|item| weight(&item)).sum();
    if total <= 0.0 {
        return None;
    }
    let mut left = rng.random_range(0.0..total);
    let mut last = None;
    for item in items {
        left -= weight(&item);
        last = Some(item);
        if left < 0.0 {
            break;
        }
    }
    last
}
