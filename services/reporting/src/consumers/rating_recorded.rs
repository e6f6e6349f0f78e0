//! A returned dossier was rated: the rating counts by its own time.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::ratings::RatingRecorded;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

const SCORES: [&str; 3] = ["verySatisfied", "satisfied", "notSatisfied"];

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<RatingRecorded>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let RatingRecorded { agency, score, .. } = event.message;
        if !SCORES.contains(&score.as_str()) {
            return Err(Failure::Reject("a score that the contract does not know".into()));
        }
        Ok(store::keep_rating(tx, DossierId(event.aggregate), agency, score, event.at).await?)
    })
}
