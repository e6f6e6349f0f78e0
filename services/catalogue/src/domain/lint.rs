//! Checks a procedure and lists findings: errors, most of which no draft may have, and warnings.
//!
//! A published version never changes, but what it refers to does: a unit is removed, an agency ends, a calendar was
//! never published. So the rules of drafting are checked again here, with rules that only deserve a second look.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use motcua_contracts::{AgencyCode, Channel, Text, UnitCode};
use motcua_kit::problem::FieldError;
use motcua_office::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::agency::{Agency, UnitKind};
use super::field_error::field_error;
use super::procedure::{Case, Paper, Procedure, StepKind, Term};
use super::rules::{agencies_named, check, check_agencies, steps};

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Dossiers cannot be processed by the procedure as it is.
    Error,
    /// Possible, but seldom intended.
    Warning,
}

/// An error or a warning about a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Stable code of the rule.
    pub code: String,
    /// JSON Pointer into the procedure.
    pub at: String,
    /// National code of the procedure.
    pub procedure_code: String,
    /// The finding for people.
    pub message: Text,
}

/// What a procedure is checked against: the agencies of the catalogue and the codes of the published calendars.
#[derive(Debug, Clone, Default)]
pub struct LintContext {
    agencies: BTreeMap<AgencyCode, Agency>,
    units: BTreeMap<UnitCode, UnitKind>,
    calendars: BTreeSet<String>,
}

impl LintContext {
    /// Indexes agencies, units and calendars by their codes.
    pub fn new(agencies: Vec<Agency>, calendars: impl IntoIterator<Item = String>) -> Self {
        let units = agencies.iter().flat_map(|agency| &agency.units).map(|unit| (unit.code.clone(), unit.kind));
        Self {
            units: units.collect(),
            agencies: agencies.into_iter().map(|agency| (agency.code.clone(), agency)).collect(),
            calendars: calendars.into_iter().collect(),
        }
    }
}

/// The findings of one procedure: errors first, each group in the order of the document.
pub fn lint(procedure: &Procedure, context: &LintContext) -> Vec<Finding> {
    let with = |severity: Severity| {
        move |error: FieldError| Finding {
            severity,
            code: error.code,
            at: error.pointer,
            procedure_code: procedure.code.clone(),
            message: error.message,
        }
    };
    let errors = errors(procedure, context).into_iter().map(with(Severity::Error));
    errors.chain(warnings(procedure, context).into_iter().map(with(Severity::Warning))).collect()
}

/// The findings of many procedures, in their order.
pub fn lint_all<'a>(procedures: impl IntoIterator<Item = &'a Procedure>, context: &LintContext) -> Vec<Finding> {
    procedures.into_iter().flat_map(|procedure| lint(procedure, context)).collect()
}

// A limit given only as text ("theo quy định") has no rule: the contract has no field that could hold one.
fn errors(procedure: &Procedure, context: &LintContext) -> Vec<FieldError> {
    let named = agencies_named(procedure);
    let known: Vec<&Agency> = named.iter().filter_map(|code| context.agencies.get(code)).collect();
    let mut errors = check(procedure);
    errors.extend(check_agencies(procedure, &known));
    if !context.calendars.contains(&procedure.calendar) {
        let message = Text::fixed("Chưa công bố lịch làm việc này", "No such calendar is published");
        errors.push(field_error("/calendar", "unknown-calendar", message));
    }
    for (at, case) in cases(procedure) {
        errors.extend(unnamed_papers(&at, case));
        for (at, term) in terms(&at, case) {
            errors.extend(steps_after_issue(&at, term));
            if procedure.on_the_spot {
                errors.extend(steps_away_from_counter(&at, term));
            }
        }
    }
    errors
}

fn warnings(procedure: &Procedure, context: &LintContext) -> Vec<FieldError> {
    let mut warnings = Vec::new();
    for (at, case) in cases(procedure) {
        warnings.extend(differing_fees(&at, case));
        warnings.extend(papers_without_copies(&at, case));
    }
    warnings.extend(unfit_roles(procedure, context));
    warnings
}

fn unnamed_papers(at: &str, case: &Case) -> Vec<FieldError> {
    let unnamed = papers(at, case).filter(|(_, paper)| paper.name.trim().is_empty());
    let message = || Text::fixed("Giấy tờ chưa có tên", "The paper has no name");
    unnamed.map(|(at, _)| field_error(format!("{at}/name"), "unnamed-paper", message())).collect()
}

/// Only a warning: a paper that is merely shown ("xuất trình") is kept neither as an original nor as a copy.
fn papers_without_copies(at: &str, case: &Case) -> Vec<FieldError> {
    let none = papers(at, case).filter(|(_, paper)| paper.originals == 0 && paper.copies == 0);
    let message = || Text::fixed("Không yêu cầu bản chính lẫn bản sao", "Neither an original nor a copy is asked for");
    none.map(|(at, _)| field_error(at, "no-copies", message())).collect()
}

/// No dossier gets past the step that issues its result.
fn steps_after_issue(at: &str, term: &Term) -> Vec<FieldError> {
    let issue = term.steps.iter().position(|step| step.kind == StepKind::Issue);
    let unreachable = issue.map_or(term.steps.len(), |issue| issue + 1)..term.steps.len();
    let message =
        || Text::fixed("Bước này nằm sau bước phát hành", "A step after the one that issues is never reached");
    unreachable.map(|index| field_error(format!("{at}/steps/{index}"), "unreachable-step", message())).collect()
}

/// On the spot means within the agency of the counter.
fn steps_away_from_counter(at: &str, term: &Term) -> Vec<FieldError> {
    let Some(counter) = term.steps.first().map(|step| step.unit.agency()) else { return Vec::new() };
    let away = term.steps.iter().enumerate().filter(|(_, step)| step.unit.agency() != counter);
    let message = || {
        Text::new(
            format!("Giải quyết tại chỗ nhưng rời cơ quan {counter}"),
            format!("On the spot, but the step is not at {counter}"),
        )
    };
    away.map(|(index, _)| field_error(format!("{at}/steps/{index}/unit"), "leaves-counter", message())).collect()
}

/// Terms of one case whose fee differs from the others. The contract only has the amount per channel: online may be
/// cheaper, nothing else may differ. A rule on when the fee is paid belongs here once the contract has a field for it.
fn differing_fees(at: &str, case: &Case) -> Vec<FieldError> {
    let offline = case.terms.iter().find(|term| term.channel != Channel::Online);
    let Some(usual) = offline.map(|term| term.fee_vnd) else { return Vec::new() };
    let differing = terms(at, case).filter(|(_, term)| match term.channel {
        Channel::Online => term.fee_vnd > usual,
        Channel::Counter | Channel::Post => term.fee_vnd != usual,
    });
    let message = || {
        Text::fixed(
            "Phí, lệ phí khác kênh trước mà không phải giảm trực tuyến",
            "The fee differs between channels, and not as a discount online",
        )
    };
    differing.map(|(at, _)| field_error(format!("{at}/feeVnd"), "fee-differs", message())).collect()
}

/// Steps whose role does not work in a unit of that kind. On the spot every role comes to the counter.
fn unfit_roles(procedure: &Procedure, context: &LintContext) -> Vec<FieldError> {
    let unfit = steps(procedure).filter(|(_, step)| match context.units.get(&step.unit) {
        Some(UnitKind::Counter) if procedure.on_the_spot => false,
        Some(kind) => !works_in(step.role, *kind),
        // Reported as unknown already.
        None => false,
    });
    let message = || Text::fixed("Vai trò không phù hợp với loại đơn vị", "The role does not fit the kind of the unit");
    unfit.map(|(at, _)| field_error(format!("{at}/role"), "role-unit", message())).collect()
}

fn works_in(role: Role, kind: UnitKind) -> bool {
    match kind {
        UnitKind::Counter => matches!(role, Role::IntakeOfficer | Role::ResultOfficer),
        UnitKind::Professional => matches!(role, Role::DeptOfficer | Role::DeptHead),
        UnitKind::Leadership => role == Role::DeptHead,
        UnitKind::Records => role == Role::Clerk,
    }
}

fn cases(procedure: &Procedure) -> impl Iterator<Item = (String, &Case)> {
    procedure.cases.iter().enumerate().map(|(index, case)| (format!("/cases/{index}"), case))
}

fn papers<'a>(at: &'a str, case: &'a Case) -> impl Iterator<Item = (String, &'a Paper)> {
    case.papers.iter().enumerate().map(move |(index, paper)| (format!("{at}/papers/{index}"), paper))
}

fn terms<'a>(at: &'a str, case: &'a Case) -> impl Iterator<Item = (String, &'a Term)> {
    case.terms.iter().enumerate().map(move |(index, term)| (format!("{at}/terms/{index}"), term))
}
