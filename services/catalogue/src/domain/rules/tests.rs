//! Each rule broken by itself, and all of them together.

use motcua_kit::problem::FieldError;
use motcua_worktime::{Limit, Unit};

use super::*;
use crate::domain::{Channel, sample};

fn found(faults: &[FieldError]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_str())).collect()
}

fn broken(change: impl FnOnce(&mut Procedure)) -> Vec<FieldError> {
    let mut procedure = sample::procedure();
    change(&mut procedure);
    check(&procedure)
}

#[test]
fn a_procedure_in_order_has_no_faults() {
    assert_eq!(check(&sample::procedure()), []);
    assert_eq!(check_places(&sample::procedure(), &[&sample::agency()]), []);
}

#[test]
fn the_minutes_of_the_steps_add_up_to_the_limit() {
    let faults = broken(|procedure| procedure.cases[0].terms[0].steps[1].minutes += 1);
    assert_eq!(found(&faults), [("/cases/0/terms/0/steps", "sum")]);
}

#[test]
fn a_limit_has_an_amount_the_law_could_mean() {
    let faults = broken(|procedure| {
        let term = &mut procedure.cases[0].terms[0];
        term.limit = Limit { unit: Unit::WorkingDay, amount: 0 };
        term.steps.iter_mut().for_each(|step| step.minutes = 0);
    });
    assert_eq!(found(&faults), [("/cases/0/terms/0/limit/amount", "range")]);
}

#[test]
fn steps_go_from_receiving_over_approval_to_issue() {
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
    let faults = broken(|procedure| procedure.cases[0].terms[0].steps[1].kind = StepKind::Receive);
    assert_eq!(found(&faults), [("/cases/0/terms/0/steps/1/kind", "received-again")]);
}

/// Otherwise the result would wait for a decision that nobody is asked for, and the dossier would have no task.
#[test]
fn an_approval_behind_the_issue_is_none() {
    let faults = broken(|procedure| {
        let steps = &mut procedure.cases[0].terms[0].steps;
        let of_issue = (steps[3].kind, steps[3].unit.clone(), steps[3].role);
        (steps[1].kind, steps[1].unit, steps[1].role) = of_issue;
    });
    assert_eq!(found(&faults), [("/cases/0/terms/0/steps", "no-approval")]);
}

#[test]
fn a_case_can_be_handed_in_somehow_and_each_way_once() {
    let none = broken(|procedure| procedure.cases[0].terms.clear());
    assert_eq!(found(&none), [("/cases/0/terms", "too-few")]);
    let twice = broken(|procedure| procedure.cases[0].terms[1].channel = Channel::Counter);
    assert_eq!(found(&twice), [("/cases/0/terms/1/channel", "duplicate")]);
}

#[test]
fn a_term_without_steps_is_reported_not_a_panic() {
    let faults = broken(|procedure| procedure.cases[0].terms[0].steps.clear());
    assert_eq!(faults.len(), 4);
}

#[test]
fn all_faults_are_found_at_once() {
    let faults = broken(|procedure| {
        procedure.effective_from = NaiveDate::from_ymd_opt(1999, 12, 31).unwrap();
        let mut second = procedure.cases[0].clone();
        second.papers[1].code = second.papers[0].code.clone();
        second.terms[0].steps[0].number = 7;
        procedure.cases.push(second);
    });
    assert_eq!(
        found(&faults),
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
    assert_eq!(places(&procedure).into_iter().collect::<Vec<_>>(), ["H35.05", "H35.06"]);
    let faults = check_places(&procedure, &[&sample::agency()]);
    assert_eq!(found(&faults), [("/cases/0/terms/0/steps/1/unit", "unknown")]);
    let faults = check_places(&sample::procedure(), &[]);
    assert_eq!(faults.len(), 1 + 8);
    assert_eq!(faults[0].pointer, "/agency");
}

#[test]
fn a_version_takes_effect_after_the_one_before_it() {
    let before = sample::procedure();
    let on = |day: &str| {
        let content = Procedure { effective_from: day.parse().unwrap(), ..sample::procedure() };
        check_effective(&content, Some(&before)).map(|fault| (fault.pointer, fault.code, fault.message))
    };
    assert_eq!(on("2021-07-02"), None);
    for day in ["2021-07-01", "2021-06-30"] {
        let (pointer, code, message) = on(day).expect("a fault");
        assert_eq!((pointer.as_str(), code.as_str()), ("/effectiveFrom", "overlap"));
        assert!(message.contains("2021-07-01"), "{message}");
    }
    assert_eq!(check_effective(&sample::procedure(), None), None);
}

#[test]
fn the_competent_agency_still_takes_part_when_the_version_takes_effect() {
    let ending = |day: &str| {
        let agency = Agency { valid_to: day.parse().ok(), successor: Some("H35.07".into()), ..sample::agency() };
        check_places(&sample::procedure(), &[&agency])
    };
    assert_eq!(ending("2021-07-01"), []);
    let faults = ending("2021-06-30");
    assert_eq!(found(&faults), [("/agency", "agency-ended")]);
    assert!(faults[0].message.contains("2021-06-30") && faults[0].message.contains("H35.07"));
}
