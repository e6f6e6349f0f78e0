//! Which procedures there are: the samples first, then synthetic ones up to each agency's number.

use super::agencies::AgencyRow;
use super::fields::{self, Field, SyntheticProcedure};
use super::hash;
use super::procedure::{Limit, LimitUnit};
use super::samples::{SAMPLES, Sample};

/// A procedure without its terms and process template.
pub(super) struct Outline {
    pub(super) agency: &'static AgencyRow,
    pub(super) field: &'static Field,
    /// `None` for a synthetic one.
    pub(super) code: Option<&'static str>,
    pub(super) name: String,
    pub(super) limit: Limit,
    pub(super) on_the_spot: bool,
    /// Hash of the name; everything that varies among synthetic procedures is taken from it.
    pub(super) hash: u64,
}

// How often provincial limits occur: 5, 3, 7, 10 and 2 working days lead, then 30 days, 15 and 1 working days.
const LIMITS: [(u64, LimitUnit, u32); 12] = [
    (22, LimitUnit::WorkingDay, 5),
    (39, LimitUnit::WorkingDay, 3),
    (52, LimitUnit::WorkingDay, 7),
    (63, LimitUnit::WorkingDay, 10),
    (72, LimitUnit::WorkingDay, 2),
    (80, LimitUnit::Day, 30),
    (87, LimitUnit::WorkingDay, 15),
    (92, LimitUnit::WorkingDay, 1),
    (95, LimitUnit::WorkingDay, 20),
    (97, LimitUnit::Day, 20),
    (99, LimitUnit::WorkingDay, 30),
    (100, LimitUnit::Day, 45),
];

/// The procedures of one agency.
pub(super) fn outlines(agency: &'static AgencyRow) -> Vec<Outline> {
    let mut list: Vec<Outline> = SAMPLES
        .iter()
        .filter(|sample| sample.agency == agency.number)
        .filter_map(|sample| from_sample(agency, sample))
        .collect();
    let on_the_spot = list.iter().filter(|outline| outline.on_the_spot).count();
    let mut left_on_the_spot = agency.on_the_spot.saturating_sub(on_the_spot);
    let wanted = agency.procedures.saturating_sub(list.len());
    for synthetic in fields::synthetic_procedures(agency.number).take(wanted) {
        let on_the_spot = synthetic.on_the_spot && left_on_the_spot > 0;
        left_on_the_spot -= usize::from(on_the_spot);
        list.push(from_synthetic(agency, synthetic, on_the_spot));
    }
    list
}

fn from_sample(agency: &'static AgencyRow, sample: &Sample) -> Option<Outline> {
    let field = fields::of(agency.number).iter().find(|field| field.name == sample.field)?;
    // A real name under an invented code is marked as a sample too.
    let name = match sample.code {
        Some(_) => sample.name.to_owned(),
        None => format!("{} (mẫu)", sample.name),
    };
    Some(Outline {
        agency,
        field,
        code: sample.code,
        hash: hash::of_text(&name),
        name,
        limit: sample.limit,
        on_the_spot: sample.on_the_spot,
    })
}

fn from_synthetic(agency: &'static AgencyRow, synthetic: SyntheticProcedure, on_the_spot: bool) -> Outline {
    let hash = hash::of_text(&synthetic.name);
    let limit = if on_the_spot { spot_limit(hash) } else { usual_limit(hash) };
    Outline { agency, field: synthetic.field, code: None, name: synthetic.name, limit, on_the_spot, hash }
}

fn spot_limit(hash: u64) -> Limit {
    let unit = if hash.is_multiple_of(3) { LimitUnit::WorkingDay } else { LimitUnit::SameDay };
    Limit { unit, amount: 1 }
}

fn usual_limit(hash: u64) -> Limit {
    let fallback = Limit { unit: LimitUnit::WorkingDay, amount: 5 };
    LIMITS
        .iter()
        .find(|(up_to, _, _)| hash % 100 < *up_to)
        .map_or(fallback, |&(_, unit, amount)| Limit { unit, amount })
}
