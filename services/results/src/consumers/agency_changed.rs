//! An agency changed: once it has ended, its successor numbers, hands over and recalls what it left.

use chrono::NaiveDate;
use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Succession;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let AgencyChanged { code: agency, successor, valid_to, .. } = event.message;
        if successor.is_empty() || valid_to.is_empty() {
            return Ok(store::forget_succession(tx, &agency).await?);
        }
        let valid_to: NaiveDate = valid_to.parse().map_err(|_| Failure::Reject("last day".into()))?;
        Ok(store::keep_succession(tx, Succession { agency, successor, valid_to }).await?)
    })
}
