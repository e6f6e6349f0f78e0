//! The rules of a dossier, one test each.

use super::*;
use motcua_contracts::ids::FeeId;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000, 0).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 3, 1).unwrap()
}

fn receipt() -> Acceptance {
    let (due_at, unit) = (at(), "H35.05.01".to_owned());
    let (code, local_due_at) = ("c".to_owned(), None);
    Acceptance { code, at: at(), due_at, local_due_at, procedure_version: 1, calendar_version: 1, unit, issue: 1 }
}

fn fee() -> FeeDue {
    FeeDue { id: "00000000-0000-0000-0000-000000000001".parse::<FeeId>().unwrap(), amount_vnd: 50_000 }
}

fn commands() -> Vec<Command> {
    vec![
        Command::Submit,
        Command::Accept(receipt()),
        Command::Refuse { reason: "r".into() },
        Command::AskSupplement { deadline: day() },
        Command::Supplement { papers: Vec::new() },
        Command::DemandFee(fee()),
        Command::Pay { fee: fee().id },
        Command::Withdraw { reason: "r".into() },
        Command::Keep,
        Command::NoteDecision,
        Command::NoteStop,
    ]
}

fn go(stage: &Stage, command: &Command) -> Stage {
    evolve(&decide(stage, command, at()).unwrap().unwrap())
}

fn accepted() -> Stage {
    go(&go(&Stage::Absent, &Command::Submit), &Command::Accept(receipt()))
}

/// Every stage that a few commands lead to.
fn stages() -> Vec<Stage> {
    let mut stages = vec![Stage::Absent];
    for _ in 0..4 {
        let next: Vec<Stage> = stages
            .iter()
            .flat_map(|stage| commands().into_iter().filter_map(|command| decide(stage, &command, at()).ok().flatten()))
            .map(|event| evolve(&event))
            .filter(|stage| !stages.contains(stage))
            .collect();
        for stage in next {
            if !stages.contains(&stage) {
                stages.push(stage);
            }
        }
    }
    stages
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    for stage in stages() {
        for command in commands() {
            if let Ok(Some(event)) = decide(&stage, &command, at()) {
                assert!(!matches!(decide(&evolve(&event), &command, at()), Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

#[test]
fn a_dossier_that_ended_accepts_nothing() {
    for stage in stages().into_iter().filter(|stage| matches!(stage.status(), 3 | 8)) {
        for command in commands() {
            assert!(!matches!(decide(&stage, &command, at()), Ok(Some(_))), "{stage:?} {command:?}");
        }
    }
}

#[test]
fn a_second_supplement_request_waits_for_no_second_time() {
    let waiting = go(&accepted(), &Command::AskSupplement { deadline: day() });
    assert_eq!(decide(&waiting, &Command::AskSupplement { deadline: NaiveDate::MAX }, at()), Ok(None));
}

#[test]
fn before_acceptance_the_applicant_takes_a_dossier_back_without_asking() {
    let submitted = go(&Stage::Absent, &Command::Submit);
    assert_eq!(go(&submitted, &Command::Withdraw { reason: "r".into() }).status(), 8);
}

#[test]
fn after_the_decision_nothing_is_taken_back_or_corrected() {
    let decided = go(&accepted(), &Command::NoteDecision);
    for command in [Command::Withdraw { reason: "r".into() }, Command::Correct(Correction::default(), receipt())] {
        assert_eq!(decide(&decided, &command, at()), Err(Refusal::DecidedAlready), "{command:?}");
    }
}

#[test]
fn a_decision_ends_a_pending_withdrawal() {
    let asked = go(&accepted(), &Command::Withdraw { reason: "r".into() });
    assert!(asked.open().unwrap().withdrawing);
    assert!(!go(&asked, &Command::NoteDecision).open().unwrap().withdrawing);
}

#[test]
fn only_the_fee_that_is_due_can_be_paid() {
    let due = go(&accepted(), &Command::DemandFee(fee()));
    let other = "00000000-0000-0000-0000-000000000002".parse::<FeeId>().unwrap();
    assert_eq!(decide(&due, &Command::Pay { fee: other }, at()), Err(Refusal::NoSuchFee));
    assert_eq!(go(&due, &Command::Pay { fee: fee().id }).open().unwrap().fee, None);
}

#[test]
fn a_correction_keeps_the_code() {
    let right = Acceptance { issue: 2, ..receipt() };
    let corrected = go(&accepted(), &Command::Correct(Correction::default(), right));
    assert_eq!(corrected.receipt().map(|receipt| (receipt.code.as_str(), receipt.issue)), Some(("c", 2)));
}

#[test]
fn nothing_can_be_asked_of_a_dossier_that_does_not_exist() {
    assert_eq!(decide(&Stage::Absent, &Command::Accept(receipt()), at()), Err(Refusal::NotFound));
}

#[test]
fn applicant_data_never_enter_the_history() {
    let applicant = Applicant {
        name: "Lò Thị Mai".into(),
        identity_number: "012300000017".into(),
        phone: "0912345678".into(),
        address: "Bản Nà Cọ".into(),
    };
    let correction = Correction { way: None, applicant: Some(applicant), reason: "r".into() };
    let event = decide(&accepted(), &Command::Correct(correction, receipt()), at()).unwrap().unwrap();
    let written = serde_json::to_string(&event).unwrap();
    assert!(!written.contains("Mai") && !written.contains("0123000"), "{written}");
}
