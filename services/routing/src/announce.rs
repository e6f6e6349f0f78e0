//! Turns private events into published ones.

use motcua_contracts::ids::TaskId;
use motcua_contracts::{Status, routing, time};
use motcua_messaging::OutboxEvent;

use crate::domain::{Event, EventKind, Journey, Stage};

/// The events to publish.
pub fn announce(journey: &Journey, event: &Event) -> Vec<OutboxEvent> {
    let dossier_id = journey.dossier.to_string();
    let (code, agency) = (journey.code.clone(), journey.agency.to_string());
    let due_at = event.new_stage.due_at().and_then(time::to_message);
    let status = status_in_message(&event.new_stage);
    match &event.kind {
        EventKind::Started => {
            let started = OutboxEvent::of(&routing::JourneyStarted { dossier_id, code, agency, due_at });
            std::iter::once(started).chain(step_opened(journey)).collect()
        }
        EventKind::Advanced => step_opened(journey).into_iter().collect(),
        EventKind::Paused => vec![OutboxEvent::of(&routing::JourneyPaused { dossier_id, status })],
        EventKind::Resumed { .. } => vec![OutboxEvent::of(&routing::JourneyResumed { dossier_id, due_at, status })],
        EventKind::Completed => vec![OutboxEvent::of(&routing::JourneyCompleted { dossier_id, code, agency, due_at })],
        EventKind::WithdrawalRequested => vec![OutboxEvent::of(&routing::JourneyWithdrawing { dossier_id, status })],
        EventKind::WithdrawalDeclined => vec![OutboxEvent::of(&routing::WithdrawalDeclined { dossier_id, status })],
        EventKind::Stopped { .. } => vec![OutboxEvent::of(&stopped(journey))],
        EventKind::Extended { promised_at } => {
            let promised_at = time::to_message(*promised_at);
            vec![OutboxEvent::of(&routing::JourneyExtended { dossier_id, promised_at })]
        }
        EventKind::Reopened { correction, .. } => {
            let reopened = OutboxEvent::of(&routing::JourneyReopened { dossier_id, code, agency, due_at });
            let next = match correction {
                Some(_) => rerouted(journey),
                None => step_opened(journey).into_iter().collect(),
            };
            std::iter::once(reopened).chain(next).collect()
        }
        EventKind::Moved { from, to, open_step_moved, .. } => {
            let (from_unit, to_unit, open_step_moved) = (from.to_string(), to.to_string(), *open_step_moved);
            vec![OutboxEvent::of(&routing::JourneyMoved { dossier_id, from_unit, to_unit, open_step_moved })]
        }
        // Either way the tasks of the round before end.
        EventKind::Rerouted { .. } | EventKind::DecisionAdopted => rerouted(journey),
        // Nothing changed for other services, or processing published it.
        EventKind::OpinionRequested(_)
        | EventKind::OpinionGiven { .. }
        | EventKind::CorrectionSuperseded(_)
        | EventKind::RequestExpired { .. }
        | EventKind::ExpiredRequestAnswered { .. } => Vec::new(),
    }
}

fn status_in_message(stage: &Stage) -> u32 {
    stage.status().map_or(0, Status::to_message)
}

/// The old steps end, the first step of the new round opens, and while the clock is paused it waits too.
fn rerouted(journey: &Journey) -> Vec<OutboxEvent> {
    let (dossier_id, procedure_id) = (journey.dossier.to_string(), journey.procedure.to_string());
    let (due_at, status) = (journey.stage.due_at().and_then(time::to_message), status_in_message(&journey.stage));
    let paused = routing::JourneyPaused { dossier_id: dossier_id.clone(), status };
    let paused = journey.stage.is_paused().then(|| OutboxEvent::of(&paused));
    let rerouted = OutboxEvent::of(&routing::JourneyRerouted { dossier_id, due_at, procedure_id, status });
    std::iter::once(rerouted).chain(step_opened(journey)).chain(paused).collect()
}

fn stopped(journey: &Journey) -> routing::JourneyStopped {
    routing::JourneyStopped {
        dossier_id: journey.dossier.to_string(),
        code: journey.code.clone(),
        agency: journey.agency.to_string(),
        due_at: journey.stage.due_at().and_then(time::to_message),
        cause: journey.stage.stop_cause().map(|cause| cause.as_str().to_owned()).unwrap_or_default(),
    }
}

fn step_opened(journey: &Journey) -> Option<OutboxEvent> {
    let (open, step, stage) = (journey.stage.open()?, journey.open_step()?, &journey.stage);
    Some(OutboxEvent::of(&routing::StepOpened {
        dossier_id: journey.dossier.to_string(),
        task_id: TaskId::of_step(journey.dossier, journey.process.round, open.number).to_string(),
        code: journey.code.clone(),
        number: step.number,
        kind: step.kind.as_str().to_owned(),
        name: step.name.clone(),
        agency: journey.agency.to_string(),
        unit: step.unit.to_string(),
        role: step.role.clone(),
        due_at: time::to_message(open.due_at),
        dossier_due_at: stage.due_at().and_then(time::to_message),
        procedure_id: journey.procedure.to_string(),
        procedure_version: journey.procedure_version,
        withdrawing: stage.is_withdrawing(),
        applicant_account: journey.account.map(|account| account.to_string()).unwrap_or_default(),
    }))
}
