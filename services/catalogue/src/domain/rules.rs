//! What must hold for a procedure before it can be drafted; everything that does not is reported at once.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use motcua_contracts::code::agency_of;
use motcua_kit::problem::FieldError;

use super::agency::Agency;
use super::fault::{fault, repeated};
use super::procedure::{Case, Procedure, Step, StepKind, Term};

/// No procedure of today was in force before this year.
const EARLIEST_YEAR: i32 = 2000;

/// Everything that is wrong with a procedure taken by itself.
pub fn check(procedure: &Procedure) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if before_earliest(procedure.effective_from) {
        let message = "Không sớm hơn năm 2000 / Not before the year 2000";
        faults.push(fault("/effectiveFrom".into(), "too-early", message));
    }
    let codes = procedure.cases.iter().map(|case| &case.code);
    faults.extend(repeated(codes, |index| format!("/cases/{index}/code")));
    for (index, case) in procedure.cases.iter().enumerate() {
        faults.extend(case_faults(&format!("/cases/{index}"), case));
    }
    faults
}

/// The fault of a version that would not begin after the one before it: two versions would be in force on one day.
pub fn check_effective(content: &Procedure, before: Option<&Procedure>) -> Option<FieldError> {
    let earlier = before?.effective_from;
    (content.effective_from <= earlier).then(|| {
        let message = format!(
            "Phải sau ngày {earlier} là ngày hiệu lực của phiên bản trước / \
             Must be after {earlier}, when the version before takes effect"
        );
        fault("/effectiveFrom".into(), "overlap", &message)
    })
}

/// The codes of every agency a procedure speaks of: the competent one and those of its units.
pub fn places(procedure: &Procedure) -> BTreeSet<&str> {
    let units = steps(procedure).map(|(_, step)| agency_of(&step.unit));
    units.chain([procedure.agency.as_str()]).collect()
}

/// Everything a procedure names that is not among the agencies it speaks of, or no longer when it takes effect.
pub fn check_places(procedure: &Procedure, known: &[&Agency]) -> Vec<FieldError> {
    let mut faults = Vec::new();
    match known.iter().find(|agency| agency.code == procedure.agency) {
        None => faults.push(fault("/agency".into(), "unknown", "Không có cơ quan này / No such agency")),
        Some(agency) => faults.extend(ended(agency, procedure.effective_from)),
    }
    let units: BTreeSet<&str> = known.iter().flat_map(|agency| &agency.units).map(|unit| unit.code.as_str()).collect();
    let strange = steps(procedure).filter(|(_, step)| !units.contains(step.unit.as_str()));
    faults.extend(strange.map(|(at, _)| fault(format!("{at}/unit"), "unknown", "Không có đơn vị này / No such unit")));
    faults
}

/// A version that takes effect when its agency is gone would have nobody to decide.
fn ended(agency: &Agency, effective_from: NaiveDate) -> Option<FieldError> {
    let last = agency.valid_to.filter(|last| *last < effective_from)?;
    let heir = agency.successor.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
    let message =
        format!("Cơ quan này chỉ hoạt động đến ngày {last}{heir} / This agency takes part until {last} only{heir}");
    Some(fault("/agency".into(), "agency-ended", &message))
}

/// Every step with where it stands.
pub fn steps(procedure: &Procedure) -> impl Iterator<Item = (String, &Step)> {
    procedure.cases.iter().enumerate().flat_map(|(c, case)| {
        case.terms.iter().enumerate().flat_map(move |(t, term)| {
            let at = move |s: usize| format!("/cases/{c}/terms/{t}/steps/{s}");
            term.steps.iter().enumerate().map(move |(s, step)| (at(s), step))
        })
    })
}

fn before_earliest(day: NaiveDate) -> bool {
    chrono::Datelike::year(&day) < EARLIEST_YEAR
}

fn case_faults(at: &str, case: &Case) -> Vec<FieldError> {
    let mut faults = repeated(case.papers.iter().map(|paper| &paper.code), |index| format!("{at}/papers/{index}/code"));
    if case.terms.is_empty() {
        faults.push(fault(format!("{at}/terms"), "too-few", "Ít nhất một kênh / At least one channel"));
    }
    let channels = case.terms.iter().map(|term| term.channel);
    faults.extend(repeated(channels, |index| format!("{at}/terms/{index}/channel")));
    for (index, term) in case.terms.iter().enumerate() {
        faults.extend(term_faults(&format!("{at}/terms/{index}"), term));
    }
    faults
}

fn term_faults(at: &str, term: &Term) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if let Err(error) = term.limit.validate() {
        let message = format!("Thời hạn không hợp lệ / Not a possible limit: {error}");
        faults.push(fault(format!("{at}/limit/amount"), "range", &message));
    }
    let (sum, whole) =
        (term.steps.iter().map(|step| u64::from(step.minutes)).sum::<u64>(), u64::from(term.limit.nominal_minutes()));
    if sum != whole {
        let message =
            format!("Tổng {sum} phút, thời hạn là {whole} phút / {sum} minutes in all, the limit is {whole} minutes");
        faults.push(fault(format!("{at}/steps"), "sum", &message));
    }
    faults.extend(order_faults(&format!("{at}/steps"), &term.steps));
    faults
}

fn order_faults(at: &str, steps: &[Step]) -> Vec<FieldError> {
    let misnumbered = (1..).zip(steps).enumerate().filter(|(_, (number, step))| step.number != *number);
    let mut faults: Vec<FieldError> = misnumbered
        .map(|(index, (number, _))| {
            let message = format!("Bước này phải là số {number} / This step must be number {number}");
            fault(format!("{at}/{index}/number"), "sequence", &message)
        })
        .collect();
    if steps.first().is_none_or(|first| first.kind != StepKind::Receive) {
        let message = "Bước đầu tiên phải là tiếp nhận / The first step must be to receive";
        faults.push(fault(format!("{at}/0/kind"), "first-step", message));
    }
    // Intake receives once; nobody would find a second reception among the work of a unit.
    for (index, _) in steps.iter().enumerate().skip(1).filter(|(_, step)| step.kind == StepKind::Receive) {
        let message = "Chỉ bước đầu tiên là tiếp nhận / Only the first step receives";
        faults.push(fault(format!("{at}/{index}/kind"), "received-again", message));
    }
    let end = steps.len().saturating_sub(1);
    if steps.last().is_none_or(|last| last.kind != StepKind::Issue) {
        let message = "Bước cuối cùng phải là phát hành / The last step must be to issue";
        faults.push(fault(format!("{at}/{end}/kind"), "last-step", message));
    }
    // Nothing is issued undecided; and so every dossier has a task, by which its applicant is known.
    if !steps.iter().take_while(|step| step.kind != StepKind::Issue).any(|step| step.kind == StepKind::Approve) {
        let message = "Thiếu bước phê duyệt trước bước phát hành / No step approves before the one that issues";
        faults.push(fault(at.to_owned(), "no-approval", message));
    }
    faults
}
