//! What the applicant had to pay is paid: from the moment the money was taken the office has to go on, unless something
//! else was demanded since. Whether that is so is asked when it is read, because the demand may be heard afterwards.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeePaid;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<FeePaid>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let fee = event.message.fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?;
        let paid_at = time::from_message(event.message.paid_at).unwrap_or(event.at);
        let kept = store::fee_paid(tx, DossierId(event.aggregate), fee, paid_at).await?;
        super::known(kept, Needs::Submission)
    })
}
