//! What an event about a task means, when the round of the task has ended.

use super::*;

fn about(journey: &Journey, round: u32, command: Command) -> Option<Command> {
    journey.command_about(TaskId::of_step(journey.dossier, round, 2), command)
}

fn stop() -> Command {
    Command::Stop(StopCause::Other)
}

#[test]
fn a_command_about_a_task_of_the_round_is_unchanged() {
    let journey = started();
    for command in [Command::FinishWork { step: 2 }, Command::FinishApproval { step: 3 }, stop()] {
        assert_eq!(about(&journey, 0, command.clone()), Some(command));
    }
}

#[test]
fn after_a_correction_decisions_requests_and_stops_of_the_old_round_count() {
    let mut journey = started();
    run(&mut journey, reroute(started().process, at(9, 17), Vec::new()), at(2, 10));
    assert_eq!(about(&journey, 0, Command::FinishWork { step: 2 }), None);
    assert_eq!(about(&journey, 0, Command::FinishApproval { step: 3 }), Some(Command::AdoptDecision));
    let papers = Command::Pause(ApplicantRequest::Papers);
    assert_eq!(about(&journey, 0, papers.clone()), Some(papers));
    assert_eq!(about(&journey, 0, stop()), Some(stop()));
}

#[test]
fn after_a_return_for_error_no_command_of_the_old_round_takes_effect() {
    let mut journey = issued();
    run(&mut journey, Command::Reopen, at(3, 15));
    for command in [Command::FinishWork { step: 2 }, Command::FinishApproval { step: 3 }, stop()] {
        assert_eq!(about(&journey, 0, command), None);
    }
    let request = ApplicantRequest::Papers;
    assert_eq!(about(&journey, 0, Command::Pause(request)), Some(Command::Expire(request)));
}
