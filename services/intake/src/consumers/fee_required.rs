//! The office demands a payment: the applicant sees what is due.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::FeeRequired;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::commands::{Wish, apply};
use crate::domain::{Command, FeeDue};
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<FeeRequired>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let id = event.message.fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?;
        let command = Command::DemandFee(FeeDue { id, amount_vnd: event.message.amount_vnd });
        // Every dossier begins here: one that is unknown now will never be known.
        let unknown = || Failure::Reject("unknown dossier".into());
        let dossier = store::load(tx, DossierId(event.aggregate)).await?.ok_or_else(unknown)?;
        apply(app, tx, &Actor::service("processing"), dossier, Wish::Plain(command), event.at).await?;
        Ok(())
    })
}
