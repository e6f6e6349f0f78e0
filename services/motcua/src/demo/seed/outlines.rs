//! Which procedures there are: the samples first, then synthetic ones up to each agency's number.

use super::agencies::Office;
use super::fields::{self, Draft, Field};
use super::procedures::{Limit, LimitUnit};
use super::samples::{SAMPLES, Sample};
use super::scatter;

/// What a procedure is before its terms are written out.
pub(super) struct Outline {
    pub(super) office: &'static Office,
    pub(super) field: &'static Field,
    /// `None` for a synthetic one.
    pub(super) code: Option<&'static str>,
    pub(super) name: String,
    pub(super) limit: Limit,
    pub(super) on_the_spot: bool,
    /// A number drawn from the name, for all that varies.
    pub(super) dice: u64,
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
pub(super) fn outlines(office: &'static Office) -> Vec<Outline> {
    let mut list: Vec<Outline> = SAMPLES
        .iter()
        .filter(|sample| sample.agency == office.number)
        .filter_map(|sample| of_sample(office, sample))
        .collect();
    let on_the_spot = list.iter().filter(|outline| outline.on_the_spot).count();
    let mut spots = office.on_the_spot.saturating_sub(on_the_spot);
    let wanted = office.procedures.saturating_sub(list.len());
    for draft in fields::drafts(office.number).take(wanted) {
        let on_the_spot = draft.quick && spots > 0;
        spots -= usize::from(on_the_spot);
        list.push(of_draft(office, draft, on_the_spot));
    }
    list
}

fn of_sample(office: &'static Office, sample: &Sample) -> Option<Outline> {
    let field = fields::of(office.number).iter().find(|field| field.name == sample.field)?;
    // A real name under an invented code is still an invention, and says so.
    let name = match sample.code {
        Some(_) => sample.name.to_owned(),
        None => format!("{} (mẫu)", sample.name),
    };
    Some(Outline {
        office,
        field,
        code: sample.code,
        dice: dice(&name),
        name,
        limit: sample.limit,
        on_the_spot: sample.on_the_spot,
    })
}

fn of_draft(office: &'static Office, draft: Draft, on_the_spot: bool) -> Outline {
    let dice = dice(&draft.name);
    let limit = if on_the_spot { spot_limit(dice) } else { usual_limit(dice) };
    Outline { office, field: draft.field, code: None, name: draft.name, limit, on_the_spot, dice }
}

fn dice(name: &str) -> u64 {
    scatter(name.bytes().fold(7, |sum, byte| u64::from(byte).wrapping_add(sum.wrapping_mul(31))))
}

fn spot_limit(dice: u64) -> Limit {
    let unit = if dice.is_multiple_of(3) { LimitUnit::WorkingDay } else { LimitUnit::SameDay };
    Limit { unit, amount: 1 }
}

fn usual_limit(dice: u64) -> Limit {
    let fallback = Limit { unit: LimitUnit::WorkingDay, amount: 5 };
    LIMITS
        .iter()
        .find(|(up_to, _, _)| dice % 100 < *up_to)
        .map_or(fallback, |&(_, unit, amount)| Limit { unit, amount })
}
