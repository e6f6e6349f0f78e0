//! A dossier was accepted: its journey begins, with the due date of the receipt.

use futures::future::BoxFuture;
use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_contracts::intake::DossierAccepted;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::commands::{carry_out, failure};
use crate::domain::Command;
use crate::store::Record;
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<DossierAccepted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let accepted = event.message;
        let procedure: ProcedureId =
            accepted.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?;
        let due_at = time::from_message(accepted.due_at).ok_or_else(|| Failure::Reject("due date".into()))?;
        let copy = store::procedure(tx, procedure, accepted.procedure_version).await?;
        let copy = copy.ok_or(Failure::NotYet("the procedure's version"))?;
        let process = copy.process(&accepted.case_code, &accepted.channel).cloned();
        let process = process.ok_or_else(|| Failure::Reject("no such case and channel".into()))?;
        let mut record = Record::new(tx, DossierId(event.aggregate), process).await?;
        record.code = accepted.code;
        record.agency = accepted.agency;
        record.procedure = procedure;
        record.procedure_version = accepted.procedure_version;
        record.account = accepted.applicant_account.parse().ok().map(AccountId);
        record.accepted_at = event.at;
        let (actor, version) = (Actor::service("intake"), accepted.calendar_version);
        let start = Command::Start { due_at };
        carry_out(app, tx, &actor, record, &start, Some(version), event.at).await.map(drop).map_err(failure)
    })
}
