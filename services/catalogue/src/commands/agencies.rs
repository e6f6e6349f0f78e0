//! Adding an agency, or making it another.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_kit::auth::Actor;
use motcua_kit::{Problem, Tx};
use motcua_messaging::Outgoing;
use sea_orm::DbErr;

use super::{Done, Error};
use crate::domain::{Agency, Outcome, check_agency, check_successor, put as decide};
use crate::http::view::Answer;
use crate::{App, announce, store};

/// Lets an agency be as it is given.
pub async fn put(app: &App, tx: &Tx, actor: &Actor, agency: &Agency, at: DateTime<Utc>) -> Result<Done, Error> {
    let outcome = replace(app, tx, actor, agency, at).await?;
    let status = if outcome == Outcome::Created { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Answer::Agency(agency.clone())))
}

/// The same, told as what it did.
pub async fn replace(app: &App, tx: &Tx, actor: &Actor, agency: &Agency, at: DateTime<Utc>) -> Result<Outcome, Error> {
    let message = announce::agency_changed(agency);
    let mut faults = check_agency(agency);
    faults.extend(check_successor(agency, &successors(tx, agency).await?));
    faults.extend(announce::too_large(&message));
    if !faults.is_empty() {
        return Err(Problem::fields(faults).into());
    }
    let (head, present) = store::load_agency(tx, &agency.code).await?;
    let Some(event) = decide(present.as_ref(), agency) else { return Ok(Outcome::Unchanged) };
    store::save_agency(tx, agency).await?;
    store::record(tx, head, event.name(), &event, actor, at)?;
    head.advance(tx, vec![Outgoing::of(&message)], at, app.clocks.wall.now())?;
    Ok(if present.is_some() { Outcome::Changed } else { Outcome::Created })
}

/// The agencies that follow each other from the successor on, until one is missing or met again. They are locked, so
/// that two changes at a time cannot close a circle.
async fn successors(tx: &Tx, agency: &Agency) -> Result<Vec<Agency>, DbErr> {
    let mut line: Vec<Agency> = Vec::new();
    let mut next = agency.successor.clone();
    while let Some(code) = next.take() {
        if code == agency.code || line.iter().any(|met| met.code == code) {
            break;
        }
        if let (_, Some(found)) = store::load_agency(tx, &code).await? {
            next.clone_from(&found.successor);
            line.push(found);
        }
    }
    Ok(line)
}
