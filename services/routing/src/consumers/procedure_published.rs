//! A version of a procedure was published: journeys of dossiers accepted under it follow its steps.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::ProcedurePublished;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Procedure;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<ProcedurePublished>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let published = event.message;
        let id = published.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?;
        let copy = Procedure::of(&published).map_err(Failure::Reject)?;
        Ok(store::keep_procedure(tx, id, &copy).await?)
    })
}
