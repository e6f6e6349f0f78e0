//! What an editor should look at in a procedure: errors, most of which no draft may have, and doubts.
//!
//! A published version never changes, but what it speaks of does: a unit goes, an agency ends, a calendar was never
//! published. So the rules of drafting are asked again here, beside those that only deserve a second look.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use motcua_contracts::code::agency_of;
use motcua_kit::auth::Role;
use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::agency::{Agency, UnitKind};
use super::fault::fault;
use super::procedure::{Case, Channel, Paper, Procedure, StepKind, Term};
use super::rules::{check, check_places, places, steps};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Dossiers cannot be processed as it says.
    Error,
    /// Possible, but seldom meant.
    Warning,
}

/// Something to look at in a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable code of the rule.
    #[schema(example = "role-unit")]
    pub code: String,
    /// JSON Pointer into the procedure.
    #[schema(example = "/cases/0/terms/0/steps/2/role")]
    pub at: String,
    /// National code of the procedure.
    #[schema(example = "1.005319")]
    pub procedure_code: String,
    /// The same for people, Vietnamese and English.
    pub message: String,
}

/// What a procedure is held against: the agencies there are, and the codes of the published calendars.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    agencies: BTreeMap<String, Agency>,
    units: BTreeMap<String, UnitKind>,
    calendars: BTreeSet<String>,
}

impl Surroundings {
    /// Arranges them for looking up.
    pub fn new(agencies: Vec<Agency>, calendars: impl IntoIterator<Item = String>) -> Self {
        let units = agencies.iter().flat_map(|agency| &agency.units).map(|unit| (unit.code.clone(), unit.kind));
        Self {
            units: units.collect(),
            agencies: agencies.into_iter().map(|agency| (agency.code.clone(), agency)).collect(),
            calendars: calendars.into_iter().collect(),
        }
    }
}

/// Everything to look at in one procedure: errors first, each group in the order of the document.
pub fn lint(procedure: &Procedure, around: &Surroundings) -> Vec<Finding> {
    let weighed = |severity: Severity| {
        move |fault: FieldError| Finding {
            severity,
            code: fault.code,
            at: fault.pointer,
            procedure_code: procedure.code.clone(),
            message: fault.message,
        }
    };
    let errors = errors(procedure, around).into_iter().map(weighed(Severity::Error));
    errors.chain(warnings(procedure, around).into_iter().map(weighed(Severity::Warning))).collect()
}

/// The same for many procedures, in their order.
pub fn lint_all<'a>(procedures: impl IntoIterator<Item = &'a Procedure>, around: &Surroundings) -> Vec<Finding> {
    procedures.into_iter().flat_map(|procedure| lint(procedure, around)).collect()
}

// A limit given only as text ("theo quy định") has no rule: the contract has no field that could hold one.
fn errors(procedure: &Procedure, around: &Surroundings) -> Vec<FieldError> {
    let known: Vec<&Agency> = places(procedure).iter().filter_map(|code| around.agencies.get(*code)).collect();
    let mut faults = check(procedure);
    faults.extend(check_places(procedure, &known));
    if !around.calendars.contains(&procedure.calendar) {
        let message = "Chưa công bố lịch làm việc này / No such calendar is published";
        faults.push(fault("/calendar".into(), "unknown-calendar", message));
    }
    for (at, case) in cases(procedure) {
        faults.extend(papers(&at, case).filter(|(_, paper)| paper.name.trim().is_empty()).map(|(at, _)| {
            fault(format!("{at}/name"), "unnamed-paper", "Giấy tờ chưa có tên / The paper has no name")
        }));
        for (at, term) in terms(&at, case) {
            faults.extend(after_issue(&at, term));
            if procedure.on_the_spot {
                faults.extend(leaves_counter(&at, term));
            }
        }
    }
    faults
}

fn warnings(procedure: &Procedure, around: &Surroundings) -> Vec<FieldError> {
    let mut doubts = Vec::new();
    for (at, case) in cases(procedure) {
        doubts.extend(fee_doubts(&at, case));
        // Only a doubt: a paper that is merely shown ("xuất trình") is kept neither way.
        let none = papers(&at, case).filter(|(_, paper)| paper.originals == 0 && paper.copies == 0);
        doubts.extend(none.map(|(at, _)| {
            fault(at, "no-copies", "Không yêu cầu bản chính lẫn bản sao / Neither an original nor a copy is asked for")
        }));
    }
    doubts.extend(role_doubts(procedure, around));
    doubts
}

/// No dossier gets past the step that issues its result.
fn after_issue(at: &str, term: &Term) -> Vec<FieldError> {
    let issue = term.steps.iter().position(|step| step.kind == StepKind::Issue);
    let behind = issue.map_or(term.steps.len(), |issue| issue + 1)..term.steps.len();
    let message = "Bước này nằm sau bước phát hành / Nobody gets to a step behind the one that issues";
    behind.map(|index| fault(format!("{at}/steps/{index}"), "unreachable-step", message)).collect()
}

/// On the spot means within the agency of the counter.
fn leaves_counter(at: &str, term: &Term) -> Vec<FieldError> {
    let Some(counter) = term.steps.first().map(|step| agency_of(&step.unit)) else { return Vec::new() };
    let away = term.steps.iter().enumerate().filter(|(_, step)| agency_of(&step.unit) != counter);
    let message =
        format!("Giải quyết tại chỗ nhưng rời cơ quan {counter} / On the spot, but the step is not at {counter}");
    away.map(|(index, _)| fault(format!("{at}/steps/{index}/unit"), "leaves-counter", &message)).collect()
}

/// Whether the fees of one case look meant. All the contract has is the amount per channel: online may be cheaper,
/// nothing else may differ. A rule on when the fee is paid belongs here once the contract has a field for it.
fn fee_doubts(at: &str, case: &Case) -> Vec<FieldError> {
    let offline = case.terms.iter().find(|term| term.channel != Channel::Online);
    let Some(usual) = offline.map(|term| term.fee_vnd) else { return Vec::new() };
    let odd = terms(at, case).filter(|(_, term)| match term.channel {
        Channel::Online => term.fee_vnd > usual,
        Channel::Counter | Channel::Post => term.fee_vnd != usual,
    });
    let message = "Phí, lệ phí khác kênh trước mà không phải giảm trực tuyến / \
        The fee differs between channels, and not as a discount online";
    odd.map(|(at, _)| fault(format!("{at}/feeVnd"), "fee-differs", message)).collect()
}

/// Steps whose role is not one of those that work in the unit. On the spot everybody comes to the counter.
fn role_doubts(procedure: &Procedure, around: &Surroundings) -> Vec<FieldError> {
    let message = "Vai trò không phù hợp với loại đơn vị / The role does not fit the kind of the unit";
    let odd = steps(procedure).filter(|(_, step)| match around.units.get(&step.unit) {
        Some(UnitKind::Counter) if procedure.on_the_spot => false,
        Some(kind) => !works_in(step.role, *kind),
        // Reported as unknown already.
        None => false,
    });
    odd.map(|(at, _)| fault(format!("{at}/role"), "role-unit", message)).collect()
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
