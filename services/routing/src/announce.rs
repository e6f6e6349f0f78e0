//! From private events to what the others hear.

use motcua_contracts::ids::TaskId;
use motcua_contracts::{routing, time};
use motcua_messaging::Outgoing;

use crate::domain::{Event, OpenStep, Stage, What};
use crate::store::Record;

/// What is said about an event.
pub fn announce(record: &Record, event: &Event) -> Vec<Outgoing> {
    let dossier_id = record.dossier.to_string();
    let due_at = event.then.due_at().and_then(time::to_message);
    let status = event.then.status().cast_unsigned();
    match &event.what {
        What::Started => {
            let (code, agency) = (record.code.clone(), record.agency.clone());
            let started = routing::JourneyStarted { dossier_id, code, agency, due_at };
            std::iter::once(Outgoing::of(&started)).chain(opened(record, &event.then)).collect()
        }
        What::Advanced => opened(record, &event.then).into_iter().collect(),
        What::Paused => vec![Outgoing::of(&routing::JourneyPaused { dossier_id, status })],
        What::Resumed { .. } => vec![Outgoing::of(&routing::JourneyResumed { dossier_id, due_at, status })],
        What::Completed => {
            let (code, agency) = (record.code.clone(), record.agency.clone());
            vec![Outgoing::of(&routing::JourneyCompleted { dossier_id, code, agency, due_at })]
        }
        What::WithdrawalAsked => vec![Outgoing::of(&routing::JourneyWithdrawing { dossier_id, status })],
        What::Kept => vec![Outgoing::of(&routing::JourneyKept { dossier_id, status })],
        What::Stopped { .. } => vec![Outgoing::of(&stopped(record, &event.then))],
        What::Extended { promised_at } => {
            let promised_at = time::to_message(*promised_at);
            vec![Outgoing::of(&routing::JourneyExtended { dossier_id, promised_at })]
        }
        What::Reopened { correction, .. } => {
            let (code, agency) = (record.code.clone(), record.agency.clone());
            let reopened = Outgoing::of(&routing::JourneyReopened { dossier_id, code, agency, due_at });
            let follows = match correction {
                Some(_) => rerouted(record, event),
                None => opened(record, &event.then).into_iter().collect(),
            };
            std::iter::once(reopened).chain(follows).collect()
        }
        What::Moved { from, to, holds, .. } => {
            let (from_unit, to_unit) = (from.clone(), to.clone());
            vec![Outgoing::of(&routing::JourneyMoved { dossier_id, from_unit, to_unit, holds: *holds })]
        }
        // Nothing changed that others could follow, or processing said so itself.
        What::OpinionAsked(_)
        | What::OpinionGiven { .. }
        | What::CorrectionOvertaken(_)
        | What::PauseLapsed { .. }
        | What::AnswerLapsed { .. } => Vec::new(),
        // Either way the tasks of the round before end.
        What::Rerouted { .. } | What::DecisionAdopted => rerouted(record, event),
    }
}

/// The way begins anew: the old steps end, the first step opens, and if the clock stands the new step waits too.
fn rerouted(record: &Record, event: &Event) -> Vec<Outgoing> {
    let dossier_id = record.dossier.to_string();
    let (procedure_id, status) = (record.procedure.to_string(), event.then.status().cast_unsigned());
    let due_at = event.then.due_at().and_then(time::to_message);
    let first = routing::JourneyRerouted { dossier_id: dossier_id.clone(), due_at, procedure_id, status };
    let waits = event.then.is_paused().then(|| Outgoing::of(&routing::JourneyPaused { dossier_id, status }));
    std::iter::once(Outgoing::of(&first)).chain(opened(record, &event.then)).chain(waits).collect()
}

fn stopped(record: &Record, stage: &Stage) -> routing::JourneyStopped {
    let cause = match stage {
        Stage::Stopped { cause, .. } => cause.as_str().to_owned(),
        _ => String::new(),
    };
    routing::JourneyStopped {
        dossier_id: record.dossier.to_string(),
        code: record.code.clone(),
        agency: record.agency.clone(),
        due_at: stage.due_at().and_then(time::to_message),
        cause,
    }
}

fn opened(record: &Record, stage: &Stage) -> Option<Outgoing> {
    let open: OpenStep = stage.open()?;
    let process = &record.journey.process;
    let step = process.step(open.number)?;
    Some(Outgoing::of(&routing::StepOpened {
        dossier_id: record.dossier.to_string(),
        task_id: TaskId::of_step(record.dossier, process.round, open.number).to_string(),
        code: record.code.clone(),
        number: step.number,
        kind: step.kind.as_str().to_owned(),
        name: step.name.clone(),
        agency: record.agency.clone(),
        unit: step.unit.clone(),
        role: step.role.clone(),
        due_at: time::to_message(open.due_at),
        dossier_due_at: stage.due_at().and_then(time::to_message),
        procedure_id: record.procedure.to_string(),
        procedure_version: record.procedure_version,
        withdrawing: stage.is_withdrawing(),
        applicant_account: record.account.map(|account| account.to_string()).unwrap_or_default(),
    }))
}
