//! A calendar was published: working hours are counted by it from now on.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::CalendarPublished;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<CalendarPublished>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let calendar = serde_json::from_str(&event.message.document);
        let calendar = calendar.map_err(|error| Failure::Reject(format!("calendar: {error}")))?;
        Ok(store::keep_calendar(tx, &calendar).await?)
    })
}
