//! Repeated commands, in every stage.

use std::collections::BTreeSet;

use super::*;

/// Every command in every stage that some sequence of commands leads to: nothing may panic, and repeating a command at
/// once changes nothing.
#[test]
fn repeating_a_command_at_once_changes_nothing() {
    let promised_on = NaiveDate::from_ymd_opt(2022, 3, 20).unwrap();
    let commands = [
        Command::Start { due_at: at(4, 17), calendar_version: 1 },
        Command::FinishWork { step: 2 },
        Command::FinishApproval { step: 3 },
        Command::AdoptDecision,
        Command::FinishIssue,
        Command::Pause(ApplicantRequest::Papers),
        Command::Pause(payment(1)),
        Command::Expire(ApplicantRequest::Papers),
        Command::Resume(ApplicantRequest::Papers),
        Command::Resume(payment(1)),
        Command::RequestWithdrawal,
        Command::DeclineWithdrawal,
        Command::Stop(StopCause::Other),
        reroute(started().process, at(9, 17), Vec::new()),
        Command::Reopen,
        asked(1, "u"),
        given(1),
        move_to("v"),
    ];
    let extend = Command::Extend { promised_on };
    let mut known = vec![Stage::Absent];
    let mut next = 0;
    while let Some(stage) = known.get(next).cloned() {
        next += 1;
        for command in &commands {
            let journey = journey(stage.clone());
            let Ok(Some(event)) = journey.decide(command, &calendar(), at(2, 9)) else { continue };
            let mut after = journey;
            after.apply(&event, 1, at(2, 9));
            if !matches!(command, Command::Reroute(_)) {
                let again = after.decide(command, &calendar(), at(2, 9));
                assert!(!matches!(again, Ok(Some(_))), "{stage:?} {command:?}");
            }
            let extended = after.decide(&extend, &calendar(), at(2, 9));
            assert!(extended.is_ok_and(|event| event.is_none_or(|event| event.new_stage == after.stage)), "{stage:?}");
            if !known.contains(&after.stage) {
                known.push(after.stage);
            }
        }
    }
    let statuses: BTreeSet<i32> = known.iter().filter_map(Stage::status).map(Status::number).collect();
    assert_eq!(statuses, [4, 5, 6, 7, 8, 9].into());
}
