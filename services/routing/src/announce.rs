//! From private events to what the others hear.

use motcua_contracts::ids::TaskId;
use motcua_contracts::{routing, time};
use motcua_messaging::Outgoing;

use crate::domain::{Event, OpenStep};
use crate::store::Record;

/// What is said about an event.
pub fn announce(record: &Record, event: &Event) -> Vec<Outgoing> {
    let dossier_id = record.dossier.to_string();
    match event {
        Event::Started { due_at, open } => {
            let started = routing::JourneyStarted {
                dossier_id,
                code: record.code.clone(),
                agency: record.agency.clone(),
                due_at: time::to_message(*due_at),
            };
            std::iter::once(Outgoing::of(&started)).chain(opened(record, open)).collect()
        }
        Event::Advanced { open, .. } => opened(record, open).into_iter().collect(),
        Event::Paused { .. } => vec![Outgoing::of(&routing::JourneyPaused { dossier_id })],
        Event::Resumed { due_at, .. } => {
            vec![Outgoing::of(&routing::JourneyResumed { dossier_id, due_at: time::to_message(*due_at) })]
        }
        Event::Completed { due_at, .. } => vec![Outgoing::of(&routing::JourneyCompleted {
            dossier_id,
            code: record.code.clone(),
            agency: record.agency.clone(),
            due_at: time::to_message(*due_at),
        })],
    }
}

fn opened(record: &Record, open: &OpenStep) -> Option<Outgoing> {
    let step = record.journey.process.step(open.number)?;
    Some(Outgoing::of(&routing::StepOpened {
        dossier_id: record.dossier.to_string(),
        task_id: TaskId::of_step(record.dossier, open.number).to_string(),
        code: record.code.clone(),
        number: step.number,
        kind: step.kind.as_str().to_owned(),
        name: step.name.clone(),
        agency: record.agency.clone(),
        unit: step.unit.clone(),
        role: step.role.clone(),
        due_at: time::to_message(open.due_at),
        dossier_due_at: record.journey.stage.due_at().and_then(time::to_message),
        procedure_id: record.procedure.to_string(),
        procedure_version: record.procedure_version,
    }))
}
