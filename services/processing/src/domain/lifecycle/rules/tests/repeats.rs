//! A repeat of a command with the same content changes nothing or is refused; one with other content is refused.

use super::*;

/// The context as an event leaves it, in what is about units and the text of an opinion.
fn after_it(context: &RuleContext, event: &Event) -> RuleContext {
    match event {
        Event::OpinionRequested { question, .. } => {
            RuleContext { awaited: vec![question.unit.clone()], ..context.clone() }
        }
        Event::Moved { to, .. } => RuleContext { unit: to.clone(), ..context.clone() },
        Event::OpinionGiven { answer, .. } => RuleContext { answer: Some(answer.clone()), ..context.clone() },
        _ => context.clone(),
    }
}

#[test]
fn repeating_a_command_at_once_changes_nothing_or_is_refused() {
    for context in [work(), approval(), opinion()] {
        for stage in reachable(&context) {
            for command in commands() {
                let Ok(Some(event)) = answer(&stage, &context, &command) else { continue };
                let again = answer(&stage_after(&event), &context_after(&context, &event), &command);
                assert!(!matches!(again, Ok(Some(_))), "{stage:?} {command:?}");
            }
        }
    }
}

fn context_after(context: &RuleContext, event: &Event) -> RuleContext {
    let supplement_requested = context.supplement_requested || matches!(event, Event::SupplementRequested { .. });
    let extended = context.extended || matches!(event, Event::Extended { .. });
    let withdrawing = context.withdrawing || matches!(event, Event::WithdrawalRequested { .. });
    RuleContext { supplement_requested, extended, withdrawing, ..after_it(context, event) }
}

/// A command of an officer or a leader with other content; the commands of routing follow its events.
fn with_other_content(command: &Command) -> Option<Command> {
    let mut other = command.clone();
    let text = || "another text".to_owned();
    match &mut other {
        Command::Complete { note, .. } => *note = Some(text()),
        Command::RequestOpinion { question, .. } => question.text = text(),
        Command::RequestSupplement { supplement, .. } => supplement.reason = text(),
        Command::RequireFee { fee, .. } => fee.reason = text(),
        Command::Extend { extension, .. } => extension.reason = text(),
        Command::Stop { reason, .. } | Command::DeclineWithdrawal { reason, .. } => *reason = text(),
        Command::Approve { decision: Decision::Granted { note }, .. } => *note = Some(text()),
        Command::Approve { decision: Decision::Refused { reason }, .. } => *reason = text(),
        Command::Open
        | Command::Claim { .. }
        | Command::RecordWithdrawalRequest
        | Command::RecordWithdrawalDeclined
        | Command::Pause { .. }
        | Command::Resume { .. }
        | Command::Move { .. }
        | Command::Close => return None,
    }
    Some(other)
}

#[test]
fn a_repeat_with_other_content_is_refused() {
    let withdrawing = RuleContext { withdrawing: true, ..work() };
    for context in [work(), approval(), opinion(), withdrawing] {
        for stage in reachable(&context) {
            for command in commands().into_iter().chain([declining()]) {
                let Ok(Some(event)) = answer(&stage, &context, &command) else { continue };
                let Some(other) = with_other_content(&command) else { continue };
                let now = match event {
                    Event::WithdrawalDeclined { .. } => RuleContext { withdrawing: false, ..context.clone() },
                    _ => context_after(&context, &event),
                };
                let again = answer(&stage_after(&event), &now, &other);
                assert!(again.is_err(), "{stage:?} {command:?} then {other:?}: {again:?}");
            }
        }
    }
}
