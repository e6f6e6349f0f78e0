//! The rules of a procedure before it can be drafted; every broken one is reported at once.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use motcua_contracts::{AgencyCode, Text, UnitCode};
use motcua_kit::problem::FieldError;

use super::agency::Agency;
use super::field_error::{duplicates, field_error};
use super::procedure::{Case, Procedure, Step, StepKind, Term};

/// No procedure that is in force today took effect before this year.
const EARLIEST_YEAR: i32 = 2000;

/// Every error of a procedure by itself.
pub fn check(procedure: &Procedure) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if procedure.effective_from.year() < EARLIEST_YEAR {
        let message = Text::fixed("Không sớm hơn năm 2000", "Not before the year 2000");
        errors.push(field_error("/effectiveFrom", "too-early", message));
    }
    let codes = procedure.cases.iter().map(|case| &case.code);
    errors.extend(duplicates(codes, |index| format!("/cases/{index}/code")));
    for (index, case) in procedure.cases.iter().enumerate() {
        errors.extend(check_case(&format!("/cases/{index}"), case));
    }
    errors
}

/// The error of a version that does not take effect after the one before it: two would be in force on one day.
pub fn check_effective(content: &Procedure, before: Option<&Procedure>) -> Option<FieldError> {
    let earlier = before?.effective_from;
    (content.effective_from <= earlier).then(|| {
        let message = Text::new(
            format!("Phải sau ngày {earlier} là ngày hiệu lực của phiên bản trước"),
            format!("Must be after {earlier}, when the version before takes effect"),
        );
        field_error("/effectiveFrom", "overlap", message)
    })
}

/// The codes of every agency that a procedure names: the competent one and those of its units.
pub fn agencies_named(procedure: &Procedure) -> BTreeSet<AgencyCode> {
    let units = steps(procedure).map(|(_, step)| step.unit.agency());
    units.chain([procedure.agency.clone()]).collect()
}

/// Every agency or unit that a procedure names and that is not among the `known` ones, or has ended when the procedure
/// takes effect.
pub fn check_agencies(procedure: &Procedure, known: &[&Agency]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    match known.iter().find(|agency| agency.code == procedure.agency) {
        None => errors.push(field_error("/agency", "unknown", Text::fixed("Không có cơ quan này", "No such agency"))),
        Some(agency) => errors.extend(check_end(agency, procedure.effective_from)),
    }
    let units: BTreeSet<&UnitCode> = known.iter().flat_map(|agency| &agency.units).map(|unit| &unit.code).collect();
    let unknown = steps(procedure).filter(|(_, step)| !units.contains(&step.unit));
    let message = || Text::fixed("Không có đơn vị này", "No such unit");
    errors.extend(unknown.map(|(at, _)| field_error(format!("{at}/unit"), "unknown", message())));
    errors
}

/// The error of a version that takes effect after its agency ended: the agency could not decide.
fn check_end(agency: &Agency, effective_from: NaiveDate) -> Option<FieldError> {
    let last = agency.valid_to.filter(|last| *last < effective_from)?;
    let successor = agency.successor.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
    let message = Text::new(
        format!("Cơ quan này chỉ hoạt động đến ngày {last}{successor}"),
        format!("This agency takes part until {last} only{successor}"),
    );
    Some(field_error("/agency", "agency-ended", message))
}

/// Every step with the pointer to it.
pub fn steps(procedure: &Procedure) -> impl Iterator<Item = (String, &Step)> {
    procedure.cases.iter().enumerate().flat_map(|(c, case)| {
        case.terms.iter().enumerate().flat_map(move |(t, term)| {
            let at = move |s: usize| format!("/cases/{c}/terms/{t}/steps/{s}");
            term.steps.iter().enumerate().map(move |(s, step)| (at(s), step))
        })
    })
}

fn check_case(at: &str, case: &Case) -> Vec<FieldError> {
    let codes = case.papers.iter().map(|paper| &paper.code);
    let mut errors = duplicates(codes, |index| format!("{at}/papers/{index}/code"));
    if case.terms.is_empty() {
        let message = Text::fixed("Ít nhất một kênh", "At least one channel");
        errors.push(field_error(format!("{at}/terms"), "too-few", message));
    }
    let channels = case.terms.iter().map(|term| term.channel);
    errors.extend(duplicates(channels, |index| format!("{at}/terms/{index}/channel")));
    for (index, term) in case.terms.iter().enumerate() {
        errors.extend(check_term(&format!("{at}/terms/{index}"), term));
    }
    errors
}

fn check_term(at: &str, term: &Term) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Err(error) = term.limit.validate() {
        let message = Text::new("Thời hạn không hợp lệ", format!("Not a possible limit: {error}"));
        errors.push(field_error(format!("{at}/limit/amount"), "range", message));
    }
    let sum: u64 = term.steps.iter().map(|step| u64::from(step.minutes)).sum();
    let limit = u64::from(term.limit.nominal_minutes());
    if sum != limit {
        let message = Text::new(
            format!("Tổng {sum} phút, thời hạn là {limit} phút"),
            format!("{sum} minutes in all, the limit is {limit} minutes"),
        );
        errors.push(field_error(format!("{at}/steps"), "sum", message));
    }
    errors.extend(check_numbers(&format!("{at}/steps"), &term.steps));
    errors.extend(check_order(&format!("{at}/steps"), &term.steps));
    errors
}

fn check_numbers(at: &str, steps: &[Step]) -> Vec<FieldError> {
    let misnumbered = (1..).zip(steps).enumerate().filter(|(_, (number, step))| step.number != *number);
    let error = |(index, (number, _)): (usize, (u32, &Step))| {
        let message = Text::new(format!("Bước này phải là số {number}"), format!("This step must be number {number}"));
        field_error(format!("{at}/{index}/number"), "sequence", message)
    };
    misnumbered.map(error).collect()
}

fn check_order(at: &str, steps: &[Step]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if steps.first().is_none_or(|first| first.kind != StepKind::Receive) {
        let message = Text::fixed("Bước đầu tiên phải là tiếp nhận", "The first step must be to receive");
        errors.push(field_error(format!("{at}/0/kind"), "first-step", message));
    }
    // Intake receives once; a second reception would be in no unit's list of work.
    for (index, _) in steps.iter().enumerate().skip(1).filter(|(_, step)| step.kind == StepKind::Receive) {
        let message = Text::fixed("Chỉ bước đầu tiên là tiếp nhận", "Only the first step receives");
        errors.push(field_error(format!("{at}/{index}/kind"), "received-again", message));
    }
    let end = steps.len().saturating_sub(1);
    if steps.last().is_none_or(|last| last.kind != StepKind::Issue) {
        let message = Text::fixed("Bước cuối cùng phải là phát hành", "The last step must be to issue");
        errors.push(field_error(format!("{at}/{end}/kind"), "last-step", message));
    }
    // Nothing is issued undecided; and every dossier has a task, which names its applicant.
    if !steps.iter().take_while(|step| step.kind != StepKind::Issue).any(|step| step.kind == StepKind::Approve) {
        let message =
            Text::fixed("Thiếu bước phê duyệt trước bước phát hành", "No step approves before the one that issues");
        errors.push(field_error(at, "no-approval", message));
    }
    errors
}
