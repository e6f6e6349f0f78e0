//! A dossier was corrected: its way through the agency begins anew, due by the right limit.

use futures::future::BoxFuture;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::intake::DossierCorrected;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::commands::{carry_out, failure};
use crate::domain::{Command, Process, RightWay};
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<DossierCorrected>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let corrected = event.message;
        let procedure: ProcedureId =
            corrected.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?;
        let due_at = time::from_message(corrected.due_at).ok_or_else(|| Failure::Reject("due date".into()))?;
        let copy = store::procedure(tx, procedure, corrected.procedure_version).await?;
        let copy = copy.ok_or(Failure::NotYet("the procedure's version"))?;
        let process = copy.process(&corrected.case_code, &corrected.channel).cloned();
        let process = process.ok_or_else(|| Failure::Reject("no such case and channel".into()))?;
        let counted_by = corrected.calendar_version;
        store::calendar_version(tx.db(), &process.calendar, counted_by).await?.ok_or(Failure::NotYet("calendar"))?;
        let record = store::load(tx, DossierId(event.aggregate)).await?;
        let record = record.ok_or(Failure::NotYet("journey"))?;
        let process = Process { round: record.journey.process.round + 1, ..process };
        let pauses = record.clock.pauses.iter().filter_map(|pause| pause.to.map(|to| (pause.from, to))).collect();
        let (version, calendar_version) = (corrected.procedure_version, counted_by);
        let way = RightWay { process, due_at, pauses, procedure, version, calendar_version };
        let actor = Actor::service("intake");
        let done = carry_out(app, tx, &actor, record, &Command::Reroute(way), None, event.at).await;
        done.map(drop).map_err(failure)
    })
}
