//! Each rule of the linter broken by itself.

use motcua_worktime::{Limit, Unit};

use super::*;
use crate::domain::{Step, sample};

fn context() -> LintContext {
    LintContext::new(vec![sample::agency()], ["H35".to_owned()])
}

fn found(change: impl FnOnce(&mut Procedure)) -> Vec<(Severity, String, String)> {
    let mut procedure = sample::procedure();
    change(&mut procedure);
    lint(&procedure, &context()).into_iter().map(|finding| (finding.severity, finding.code, finding.at)).collect()
}

fn error(code: &str, at: &str) -> (Severity, String, String) {
    (Severity::Error, code.into(), at.into())
}

fn warning(code: &str, at: &str) -> (Severity, String, String) {
    (Severity::Warning, code.into(), at.into())
}

#[test]
fn a_valid_procedure_has_no_findings() {
    assert_eq!(lint_all([&sample::procedure()], &context()), []);
}

#[test]
fn findings_name_their_procedure_in_both_languages() {
    let mut other = sample::procedure();
    (other.code, other.calendar) = ("1.000002".into(), "other".into());
    let findings = lint_all([&sample::procedure(), &other], &context());
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].procedure_code.as_str(), findings[0].at.as_str()), ("1.000002", "/calendar"));
    let Text { vi, en } = &findings[0].message;
    assert!(!vi.is_empty() && !en.is_empty() && vi != en);
}

#[test]
fn minutes_that_do_not_add_up_to_the_limit_are_an_error() {
    let findings = found(|procedure| procedure.cases[0].terms[1].steps[0].minutes += 1);
    assert_eq!(findings, [error("sum", "/cases/0/terms/1/steps")]);
}

#[test]
fn a_gap_or_a_repeat_in_the_numbers_is_an_error() {
    let gap = found(|procedure| procedure.cases[0].terms[0].steps[3].number = 5);
    assert_eq!(gap, [error("sequence", "/cases/0/terms/0/steps/3/number")]);
    let repeat = found(|procedure| procedure.cases[0].terms[0].steps[1].number = 1);
    assert_eq!(repeat, [error("sequence", "/cases/0/terms/0/steps/1/number")]);
}

#[test]
fn a_step_after_the_issuing_one_is_an_error() {
    let findings = found(|procedure| {
        let steps = &mut procedure.cases[0].terms[0].steps;
        let last = steps[3].clone();
        steps[3].minutes = 20;
        steps.push(Step { number: 5, minutes: 100, ..last });
    });
    assert_eq!(findings, [error("unreachable-step", "/cases/0/terms/0/steps/4")]);
}

#[test]
fn a_term_without_an_approving_step_is_an_error() {
    let findings = found(|procedure| {
        let step = &mut procedure.cases[0].terms[0].steps[2];
        (step.kind, step.unit, step.role) = (StepKind::Work, "H35.05.04".into(), Role::DeptOfficer);
    });
    assert_eq!(findings, [error("no-approval", "/cases/0/terms/0/steps")]);
}

#[test]
fn a_limit_that_cannot_be_counted_is_an_error() {
    let findings = found(|procedure| {
        let term = &mut procedure.cases[0].terms[0];
        term.limit = Limit { unit: Unit::WorkingDay, amount: 0 };
        term.steps.iter_mut().for_each(|step| step.minutes = 0);
    });
    assert_eq!(findings, [error("range", "/cases/0/terms/0/limit/amount")]);
}

#[test]
fn a_unit_that_no_agency_has_is_an_error() {
    let findings = found(|procedure| procedure.cases[0].terms[0].steps[1].unit = "H35.05.09".into());
    assert_eq!(findings, [error("unknown", "/cases/0/terms/0/steps/1/unit")]);
}

#[test]
fn a_calendar_that_is_not_published_is_an_error() {
    assert_eq!(found(|procedure| procedure.calendar = "X".into()), [error("unknown-calendar", "/calendar")]);
}

#[test]
fn an_unnamed_paper_is_an_error_and_one_in_no_copy_a_warning() {
    let findings = found(|procedure| procedure.cases[0].papers[1].name = "  ".into());
    assert_eq!(findings, [error("unnamed-paper", "/cases/0/papers/1/name")]);
    let findings = found(|procedure| procedure.cases[0].papers[0].originals = 0);
    assert_eq!(findings, [warning("no-copies", "/cases/0/papers/0")]);
}

#[test]
fn only_online_may_be_cheaper() {
    let fee = |online: u64, post: u64| {
        move |procedure: &mut Procedure| {
            let terms = &mut procedure.cases[0].terms;
            terms[1].fee_vnd = online;
            let post = Term { channel: Channel::Post, fee_vnd: post, ..terms[0].clone() };
            terms.push(post);
        }
    };
    assert_eq!(found(fee(25_000, 50_000)), []);
    assert_eq!(found(fee(60_000, 50_000)), [warning("fee-differs", "/cases/0/terms/1/feeVnd")]);
    assert_eq!(found(fee(50_000, 40_000)), [warning("fee-differs", "/cases/0/terms/2/feeVnd")]);
}

#[test]
fn a_role_that_does_not_fit_the_unit_is_a_warning() {
    let role = |step: usize, role: Role| found(move |procedure| procedure.cases[0].terms[0].steps[step].role = role);
    let at = |step: usize| [warning("role-unit", &format!("/cases/0/terms/0/steps/{step}/role"))];
    assert_eq!(role(0, Role::Clerk), at(0));
    assert_eq!(role(0, Role::ResultOfficer), []);
    assert_eq!(role(1, Role::IntakeOfficer), at(1));
    assert_eq!(role(1, Role::DeptHead), []);
    assert_eq!(role(2, Role::DeptOfficer), at(2));
    assert_eq!(role(3, Role::ResultOfficer), at(3));
}

#[test]
fn on_the_spot_every_step_stays_with_the_agency_of_the_counter() {
    let mut second = sample::agency();
    second.code = "H35.06".into();
    second.units.iter_mut().for_each(|unit| unit.code = unit.code.as_str().replace("H35.05", "H35.06").into());
    let context = LintContext::new(vec![sample::agency(), second], ["H35".to_owned()]);
    let mut procedure = sample::procedure();
    procedure.on_the_spot = true;
    for term in &mut procedure.cases[0].terms {
        term.steps.iter_mut().for_each(|step| step.unit = "H35.05.01".into());
    }
    // The leader signs at the counter: every role fits there.
    assert_eq!(lint(&procedure, &context), []);
    procedure.cases[0].terms[0].steps[2].unit = "H35.06.03".into();
    let findings = lint(&procedure, &context);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code.as_str(), findings[0].at.as_str()),
        ("leaves-counter", "/cases/0/terms/0/steps/2/unit")
    );
    procedure.on_the_spot = false;
    assert!(lint(&procedure, &context).iter().all(|finding| finding.severity == Severity::Warning));
}
