//! A returned dossier was rated: the rating counts by its own time.

use motcua_contracts::ids::DossierId;
use motcua_contracts::ratings::RatingRecorded;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

const SCORES: [&str; 3] = ["verySatisfied", "satisfied", "notSatisfied"];

pub async fn handle(context: Context, event: Received<RatingRecorded>) -> Result<(), HandlerError> {
    let RatingRecorded { agency, score, .. } = event.message;
    if !SCORES.contains(&score.as_str()) {
        return Err(HandlerError::Unknown(format!("score {score:?}")));
    }
    store::save_rating(&context.tx, DossierId(event.aggregate), agency, score, context.at);
    Ok(())
}
