//! The applicant brought the papers: from now on the office has to go on.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSupplemented;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierSupplemented>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let kept = store::answered(tx, DossierId(event.aggregate), event.at).await?;
        super::known(kept, Needs::Submission)
    })
}
