//! Adding an agency, or making it another.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_kit::auth::Actor;
use motcua_kit::{Problem, Tx};
use motcua_messaging::Outgoing;

use super::{Done, Error};
use crate::domain::{Agency, check_agency, put as decide};
use crate::http::view::Answer;
use crate::{App, announce, store};

/// Lets an agency be as it is given.
pub async fn put(app: &App, tx: &Tx, actor: &Actor, agency: &Agency, at: DateTime<Utc>) -> Result<Done, Error> {
    let message = announce::agency_changed(agency);
    let mut faults = check_agency(agency);
    faults.extend(announce::too_large(&message));
    if !faults.is_empty() {
        return Err(Problem::fields(faults).into());
    }
    let (head, present) = store::load_agency(tx, &agency.code).await?;
    let status = if present.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    if let Some(event) = decide(present.as_ref(), agency) {
        store::save_agency(tx, agency).await?;
        store::record(tx, head, event.name(), &event, actor, at).await?;
        head.advance(tx, vec![Outgoing::of(&message)], at, app.clocks.wall.now()).await?;
    }
    Ok((status, Answer::Agency(agency.clone())))
}
