//! From private events to what the others hear: who, and in which words, stays here.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{
    DecisionRevoked, ExtensionGranted, FeeRequired, OpinionGiven, OpinionRequested, ResultDecided, StopDecided,
    SupplementRequested, TaskClaimed, TaskCompleted, WithdrawalDeclined,
};
use motcua_messaging::Outgoing;

use crate::domain::{Event, Task};

/// What is said about an event.
pub fn announce(task: &Task, event: &Event) -> Vec<Outgoing> {
    match event {
        Event::Claimed { .. } => vec![Outgoing::of(&claimed(task))],
        Event::Completed { .. } => vec![Outgoing::of(&completed(task))],
        Event::OpinionAsked { question, .. } => vec![Outgoing::of(&OpinionRequested {
            dossier_id: task.step.dossier.to_string(),
            task_id: question.task.to_string(),
            agency: task.step.agency.clone(),
            unit: question.unit.clone(),
        })],
        // No completed task: routing would take it for the step.
        Event::OpinionGiven { .. } => vec![Outgoing::of(&OpinionGiven {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            unit: task.step.unit.clone(),
        })],
        Event::SupplementAsked { supplement, .. } => vec![Outgoing::of(&SupplementRequested {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            deadline: supplement.deadline.to_string(),
        })],
        Event::FeeRequired { fee, .. } => vec![Outgoing::of(&FeeRequired {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            fee_id: fee.id.to_string(),
            amount_vnd: fee.amount_vnd,
        })],
        Event::Extended { extension, .. } => vec![Outgoing::of(&ExtensionGranted {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            promised_on: extension.promised_on.to_string(),
        })],
        Event::Stopped { cause, .. } => vec![Outgoing::of(&StopDecided {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
            cause: cause.as_str().to_owned(),
        })],
        Event::WithdrawalDeclined { .. } => vec![Outgoing::of(&WithdrawalDeclined {
            dossier_id: task.step.dossier.to_string(),
            task_id: task.id.to_string(),
        })],
        Event::Decided { decision, .. } => {
            vec![Outgoing::of(&completed(task)), Outgoing::of(&decided(task, decision.granted()))]
        }
        // Routing said so itself, or need not hear it.
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

/// What is said when an issued result came back for an error.
pub fn revoked(dossier: DossierId) -> Outgoing {
    Outgoing::of(&DecisionRevoked { dossier_id: dossier.to_string() })
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
        agency: task.step.agency.clone(),
        granted,
        procedure_id: task.step.procedure.to_string(),
    }
}
