//! Turns private events into published ones, without persons and texts.

use motcua_contracts::processing::{
    DecisionRevoked, ExtensionGranted, FeeRequired, OpinionGiven, OpinionRequested, ResultDecided, StopDecided,
    SupplementRequested, TaskClaimed, TaskCompleted, WithdrawalDeclined,
};
use motcua_messaging::OutboxEvent;

use crate::domain::{DossierEvent, DossierTasks, Event, Task};

/// The events to publish.
pub fn announce(dossier: &DossierTasks, event: &DossierEvent) -> Vec<OutboxEvent> {
    match event {
        DossierEvent::Task { id, event } => {
            dossier.task(*id).map(|task| announce_of_task(task, event)).unwrap_or_default()
        }
        DossierEvent::DecisionRevoked => {
            vec![OutboxEvent::of(&DecisionRevoked { dossier_id: dossier.dossier.to_string() })]
        }
    }
}

fn announce_of_task(task: &Task, event: &Event) -> Vec<OutboxEvent> {
    let (dossier_id, task_id, step_number) = (task.step.dossier.to_string(), task.id.to_string(), task.step.number);
    let message = match event {
        Event::Claimed { .. } => OutboxEvent::of(&TaskClaimed { dossier_id, task_id, step_number }),
        Event::Completed { .. } => OutboxEvent::of(&TaskCompleted { dossier_id, task_id, step_number }),
        Event::OpinionRequested { question, .. } => OutboxEvent::of(&OpinionRequested {
            dossier_id,
            task_id: question.task.to_string(),
            agency: task.step.agency.to_string(),
            unit: question.unit.to_string(),
        }),
        // Not as a completed task: routing would take it for the step.
        Event::OpinionGiven { .. } => {
            OutboxEvent::of(&OpinionGiven { dossier_id, task_id, unit: task.step.unit.to_string() })
        }
        Event::SupplementRequested { supplement, .. } => {
            OutboxEvent::of(&SupplementRequested { dossier_id, task_id, deadline: supplement.deadline.to_string() })
        }
        Event::FeeRequired { fee, .. } => {
            let (fee_id, amount_vnd) = (fee.id.to_string(), fee.amount_vnd);
            OutboxEvent::of(&FeeRequired { dossier_id, task_id, fee_id, amount_vnd })
        }
        Event::Extended { extension, .. } => {
            OutboxEvent::of(&ExtensionGranted { dossier_id, task_id, promised_on: extension.promised_on.to_string() })
        }
        Event::Stopped { cause, .. } => {
            OutboxEvent::of(&StopDecided { dossier_id, task_id, cause: cause.as_str().to_owned() })
        }
        Event::WithdrawalDeclined { .. } => OutboxEvent::of(&WithdrawalDeclined { dossier_id, task_id }),
        Event::Decided { decision, .. } => {
            let completed = OutboxEvent::of(&TaskCompleted { dossier_id, task_id, step_number });
            return vec![completed, OutboxEvent::of(&decided(task, decision.granted()))];
        }
        // Routing publishes these itself, or does not need them.
        Event::Opened
        | Event::OpenedTooLate
        | Event::Moved { .. }
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::WithdrawalRequested { .. }
        | Event::WithdrawalEnded { .. }
        | Event::Closed => return Vec::new(),
    };
    vec![message]
}

fn decided(task: &Task, granted: bool) -> ResultDecided {
    ResultDecided {
        dossier_id: task.step.dossier.to_string(),
        task_id: task.id.to_string(),
        step_number: task.step.number,
        code: task.step.code.clone(),
        agency: task.step.agency.to_string(),
        granted,
        procedure_id: task.step.procedure.to_string(),
    }
}
