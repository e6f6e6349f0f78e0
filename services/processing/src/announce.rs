//! From private events to the published ones: persons and texts stay here.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{
    DecisionRevoked, ExtensionGranted, FeeRequired, OpinionGiven, OpinionRequested, ResultDecided, StopDecided,
    SupplementRequested, TaskClaimed, TaskCompleted, WithdrawalDeclined,
};
use motcua_messaging::OutboxEvent;

use crate::domain::{Event, Task};

/// The events to publish.
pub fn announce(task: &Task, event: &Event) -> Vec<OutboxEvent> {
    match event {
        Event::Claimed { .. } => vec![OutboxEvent::of(&claimed(task))],
        Event::Completed { .. } => vec![OutboxEvent::of(&completed(task))],
        Event::OpinionAsked { question, .. } => vec![OutboxEvent::of(&OpinionRequested {
            dossier_id: task.step.dossier.to_string(),
            task_id: question.task.to_string(),
            agency: task.step.agency.to_string(),
            unit: question.unit.to_string(),
        })],
        // Not as a completed task: routing would take it for the step.
        Event::OpinionGiven { .. } => vec![OutboxEvent::of(&OpinionGiven {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            unit: task.step.unit.to_string(),
        })],
        Event::SupplementAsked { supplement, .. } => vec![OutboxEvent::of(&SupplementRequested {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            deadline: supplement.deadline.to_string(),
        })],
        Event::FeeRequired { fee, .. } => vec![OutboxEvent::of(&FeeRequired {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            fee_id: fee.id.to_string(),
            amount_vnd: fee.amount_vnd,
        })],
        Event::Extended { extension, .. } => vec![OutboxEvent::of(&ExtensionGranted {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            promised_on: extension.promised_on.to_string(),
        })],
        Event::Stopped { cause, .. } => vec![OutboxEvent::of(&StopDecided {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            cause: cause.as_str().to_owned(),
        })],
        Event::WithdrawalDeclined { .. } => vec![OutboxEvent::of(&WithdrawalDeclined {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
        })],
        Event::Decided { decision, .. } => {
            vec![OutboxEvent::of(&completed(task)), OutboxEvent::of(&decided(task, decision.granted()))]
        }
        // Routing publishes these itself, or does not need them.
        Event::Opened
        | Event::OpenedTooLate
        | Event::Moved { .. }
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::WithdrawalNoted { .. }
        | Event::WithdrawalEnded { .. }
        | Event::Closed => Vec::new(),
    }
}

/// The event that revokes the decision of an issued result.
pub fn revoked(dossier: DossierId) -> OutboxEvent {
    OutboxEvent::of(&DecisionRevoked { dossier_id: dossier.to_string() })
}

fn claimed(task: &Task) -> TaskClaimed {
    TaskClaimed {
        dossier_id: task.step.dossier.to_string(),
        task_id: task.id.to_string(),
        step_number: task.step.number,
    }
}

fn completed(task: &Task) -> TaskCompleted {
    TaskCompleted {
        dossier_id: task.step.dossier.to_string(),
        task_id: task.id.to_string(),
        step_number: task.step.number,
    }
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
