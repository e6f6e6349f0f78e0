//! A version of a procedure was published: the newest one counts.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::ProcedurePublished;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<ProcedurePublished>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let id = event.message.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?;
        Ok(store::keep_procedure(tx, id, event.message).await?)
    })
}
