//! Each rule broken by itself, and all of them together.

use motcua_contracts::Channel;
use motcua_kit::problem::FieldError;
use motcua_worktime::{Limit, Unit};

use super::*;
use crate::domain::sample;

fn found(errors: &[FieldError]) -> Vec<(&str, &str)> {
    errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect()
}

fn broken(change: impl FnOnce(&mut Procedure)) -> Vec<FieldError> {
    let mut procedure = sample::procedure();
    change(&mut procedure);
    check(&procedure)
}

#[test]
fn a_valid_procedure_has_no_errors() {
    assert_eq!(check(&sample::procedure()), []);
    assert_eq!(check_agencies(&sample::procedure(), &[&sample::agency()]), []);
}

#[test]
fn the_minutes_of_the_steps_add_up_to_the_limit() {
    let errors = broken(|procedure| procedure.cases[0].terms[0].steps[1].minutes += 1);
    assert_eq!(found(&errors), [("/cases/0/terms/0/steps", "sum")]);
}

#[test]
fn a_limit_of_zero_working_days_is_rejected() {
    let errors = broken(|procedure| {
        let term = &mut procedure.cases[0].terms[0];
        term.limit = Limit { unit: Unit::WorkingDay, amount: 0 };
        term.steps.iter_mut().for_each(|step| step.minutes = 0);
    });
    assert_eq!(found(&errors), [("/cases/0/terms/0/limit/amount", "range")]);
}

#[test]
fn steps_go_from_receive_through_approve_to_issue() {
    let first = broken(|procedure| procedure.cases[0].terms[0].steps[0].kind = StepKind::Work);
    assert_eq!(found(&first), [("/cases/0/terms/0/steps/0/kind", "first-step")]);
    let last = broken(|procedure| procedure.cases[0].terms[0].steps[3].kind = StepKind::Work);
    assert_eq!(found(&last), [("/cases/0/terms/0/steps/3/kind", "last-step")]);
    let unsigned = broken(|procedure| procedure.cases[0].terms[0].steps[2].kind = StepKind::Work);
    assert_eq!(found(&unsigned), [("/cases/0/terms/0/steps", "no-approval")]);
    let numbers = broken(|procedure| procedure.cases[0].terms[0].steps[1].number = 3);
    assert_eq!(found(&numbers), [("/cases/0/terms/0/steps/1/number", "sequence")]);
}

#[test]
fn only_the_first_step_receives() {
    let errors = broken(|procedure| procedure.cases[0].terms[0].steps[1].kind = StepKind::Receive);
    assert_eq!(found(&errors), [("/cases/0/terms/0/steps/1/kind", "received-again")]);
}

/// Otherwise the result would wait for a decision without a task.
#[test]
fn approval_after_issue_is_rejected() {
    let errors = broken(|procedure| {
        let steps = &mut procedure.cases[0].terms[0].steps;
        let of_issue = (steps[3].kind, steps[3].unit.clone(), steps[3].role);
        (steps[1].kind, steps[1].unit, steps[1].role) = of_issue;
    });
    assert_eq!(found(&errors), [("/cases/0/terms/0/steps", "no-approval")]);
}

#[test]
fn a_case_has_at_least_one_channel_and_each_channel_once() {
    let none = broken(|procedure| procedure.cases[0].terms.clear());
    assert_eq!(found(&none), [("/cases/0/terms", "too-few")]);
    let twice = broken(|procedure| procedure.cases[0].terms[1].channel = Channel::Counter);
    assert_eq!(found(&twice), [("/cases/0/terms/1/channel", "duplicate")]);
}

#[test]
fn a_term_without_steps_is_reported_without_a_panic() {
    let errors = broken(|procedure| procedure.cases[0].terms[0].steps.clear());
    assert_eq!(errors.len(), 4);
}

#[test]
fn all_errors_are_reported_at_once() {
    let errors = broken(|procedure| {
        procedure.effective_from = NaiveDate::from_ymd_opt(1999, 12, 31).unwrap();
        let mut second = procedure.cases[0].clone();
        second.papers[1].code = second.papers[0].code.clone();
        second.terms[0].steps[0].number = 7;
        procedure.cases.push(second);
    });
    assert_eq!(
        found(&errors),
        [
            ("/effectiveFrom", "too-early"),
            ("/cases/1/code", "duplicate"),
            ("/cases/1/papers/1/code", "duplicate"),
            ("/cases/1/terms/0/steps/0/number", "sequence"),
        ]
    );
}

#[test]
fn agencies_and_units_have_to_exist() {
    let mut procedure = sample::procedure();
    procedure.cases[0].terms[0].steps[1].unit = "H35.06.01".into();
    let named = agencies_named(&procedure);
    assert_eq!(named.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["H35.05", "H35.06"]);
    let errors = check_agencies(&procedure, &[&sample::agency()]);
    assert_eq!(found(&errors), [("/cases/0/terms/0/steps/1/unit", "unknown")]);
    let errors = check_agencies(&sample::procedure(), &[]);
    assert_eq!(errors.len(), 1 + 8);
    assert_eq!(errors[0].pointer, "/agency");
}

#[test]
fn a_version_takes_effect_after_the_one_before_it() {
    let before = sample::procedure();
    let on = |day: &str| {
        let content = Procedure { effective_from: day.parse().unwrap(), ..sample::procedure() };
        check_effective(&content, Some(&before)).map(|error| (error.pointer, error.code, error.message))
    };
    assert_eq!(on("2021-07-02"), None);
    for day in ["2021-07-01", "2021-06-30"] {
        let (pointer, code, message) = on(day).expect("an error");
        assert_eq!((pointer.as_str(), code.as_str()), ("/effectiveFrom", "overlap"));
        assert!(message.vi.contains("2021-07-01") && message.en.contains("2021-07-01"), "{message:?}");
    }
    assert_eq!(check_effective(&sample::procedure(), None), None);
}

#[test]
fn the_competent_agency_has_not_ended_when_the_version_takes_effect() {
    let ending = |day: &str| {
        let agency = Agency { valid_to: day.parse().ok(), successor: Some("H35.07".into()), ..sample::agency() };
        check_agencies(&sample::procedure(), &[&agency])
    };
    assert_eq!(ending("2021-07-01"), []);
    let errors = ending("2021-06-30");
    assert_eq!(found(&errors), [("/agency", "agency-ended")]);
    assert!(errors[0].message.en.contains("2021-06-30") && errors[0].message.en.contains("H35.07"));
}
