//! The competent leader decided: the clerk finds a draft to number and issue.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::draft;
use crate::domain::Decision;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<ResultDecided>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let decided = event.message;
        let decision = Decision {
            code: decided.code,
            agency: decided.agency,
            procedure: decided.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?,
            granted: decided.granted,
            at: event.at,
        };
        draft(app, tx, &Actor::service("processing"), DossierId(event.aggregate), decision).await?;
        Ok(())
    })
}
