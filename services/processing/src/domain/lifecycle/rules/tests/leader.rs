//! The rules of what the leader decides, each as a sentence: decision, extension, stop, withdrawal.

use super::*;

#[test]
fn a_later_date_is_promised_once_and_lies_after_today_and_the_due_date() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert!(matches!(answer(&claimed, &work(), &extending(5)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &work(), &extending(0)), Err(Refusal::PromiseTooEarly));
    let later = RuleContext { due_on: local_date(at() + TimeDelta::days(9)), ..work() };
    assert_eq!(answer(&claimed, &later, &extending(5)), Err(Refusal::PromiseTooEarly));
    let before = RuleContext { extended: true, ..work() };
    assert_eq!(answer(&claimed, &before, &extending(5)), Err(Refusal::AlreadyExtended));
}

#[test]
fn a_dossier_is_stopped_for_papers_only_when_they_are_overdue() {
    let waiting = after(&work(), &[Command::Open, Command::Claim { by: MAI }, asking(MAI)]);
    let stop = Command::Stop { by: AN, cause: StopCause::SupplementOverdue, reason: "r".into() };
    let until = |days| RuleContext { papers_until: Some(local_date(at() + TimeDelta::days(days))), ..work() };
    assert_eq!(answer(&waiting, &work(), &stop), Err(Refusal::NothingOverdue));
    assert_eq!(answer(&waiting, &until(0), &stop), Err(Refusal::NothingOverdue), "the last day counts");
    assert!(matches!(answer(&waiting, &until(-1), &stop), Ok(Some(Event::Stopped { .. }))));
}

#[test]
fn a_stop_is_refused_while_a_decision_stands() {
    let open = after(&work(), &[Command::Open]);
    let stop = Command::Stop { by: AN, cause: StopCause::Other, reason: "r".into() };
    let decided = RuleContext { decided: true, ..work() };
    assert_eq!(answer(&open, &decided, &stop), Err(Refusal::WrongStage));
    assert!(matches!(answer(&open, &work(), &stop), Ok(Some(Event::Stopped { .. }))));
}

#[test]
fn withdrawal_is_granted_or_declined_only_when_requested() {
    let open = after(&work(), &[Command::Open]);
    let back = Command::Stop { by: AN, cause: StopCause::Withdrawn, reason: "r".into() };
    let keep = Command::DeclineWithdrawal { by: AN, reason: "r".into() };
    for command in [&back, &keep] {
        assert_eq!(answer(&open, &work(), command), Err(Refusal::NoWithdrawal), "{command:?}");
    }
    let wanted = RuleContext { withdrawing: true, ..work() };
    assert!(matches!(answer(&open, &wanted, &back), Ok(Some(Event::Stopped { .. }))));
    assert!(matches!(answer(&open, &wanted, &keep), Ok(Some(Event::WithdrawalDeclined { .. }))));
}

#[test]
fn promises_and_deadlines_lie_within_366_days() {
    let claimed = after(&work(), &[Command::Open, Command::Claim { by: MAI }]);
    assert!(matches!(answer(&claimed, &work(), &extending(366)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &work(), &extending(367)), Err(Refusal::PromiseTooFar));
    let due_later = RuleContext { due_on: local_date(at() + TimeDelta::days(9)), ..work() };
    assert!(matches!(answer(&claimed, &due_later, &extending(375)), Ok(Some(Event::Extended { .. }))));
    assert_eq!(answer(&claimed, &due_later, &extending(376)), Err(Refusal::PromiseTooFar));
    let until = |deadline| {
        let supplement = Supplement { reason: "r".into(), papers: vec!["p".into()], deadline };
        answer(&claimed, &work(), &Command::RequestSupplement { by: MAI, supplement })
    };
    assert!(matches!(until(local_date(at() + TimeDelta::days(366))), Ok(Some(Event::SupplementRequested { .. }))));
    assert_eq!(until(local_date(at() + TimeDelta::days(367))), Err(Refusal::DeadlineTooFar));
    assert_eq!(until(NaiveDate::MAX), Err(Refusal::DeadlineTooFar));
}

#[test]
fn a_decision_needs_no_claim() {
    let decided = after(&approval(), &[Command::Open, granting(AN)]);
    assert_eq!(decided, Stage::Done { by: AN, granted: Some(true), note: None });
    let claimed = after(&approval(), &[Command::Open, Command::Claim { by: MAI }]);
    assert_eq!(answer(&claimed, &approval(), &granting(AN)), Err(Refusal::ClaimedByAnother));
}

#[test]
fn an_officer_cannot_decide_a_dossier_they_worked_on() {
    let open = after(&approval(), &[Command::Open]);
    assert_eq!(answer(&open, &approval(), &granting(MAI)), Err(Refusal::OwnWork));
}

#[test]
fn a_decision_cannot_be_changed() {
    let decided = after(&approval(), &[Command::Open, granting(AN)]);
    assert_eq!(answer(&decided, &approval(), &granting(AN)), Ok(None));
    let refuse = Command::Approve { by: AN, decision: Decision::Refused { reason: "r".into() } };
    assert_eq!(answer(&decided, &approval(), &refuse), Err(Refusal::WrongStage));
}

#[test]
fn work_is_not_decided_and_a_decision_is_not_completed() {
    let claimed = [Command::Open, Command::Claim { by: AN }];
    assert_eq!(answer(&after(&work(), &claimed), &work(), &granting(AN)), Err(Refusal::WrongKind));
    assert_eq!(answer(&after(&approval(), &claimed), &approval(), &completing(AN)), Err(Refusal::WrongKind));
}

#[test]
fn a_refusal_requires_a_reason() {
    assert_eq!(Decision::of(false, None), None);
    assert_eq!(Decision::of(false, Some("r".into())), Some(Decision::Refused { reason: "r".into() }));
    assert_eq!(Decision::of(true, None), Some(Decision::Granted { note: None }));
}
