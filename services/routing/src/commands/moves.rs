//! Moving open work from a unit to another: every journey in a transaction of its own, so that one that cannot move
//! holds none of the others up.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::db::transact;
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Slug};
use motcua_messaging::Fault;
use serde::Serialize;

use super::{Error, carry_out};
use crate::App;
use crate::domain::{Command, Move, Refusal, What};
use crate::store;

/// What is to be moved.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// From where to where, and why.
    pub change: Move,
    /// Only these; otherwise whatever the unit has, at most `most`.
    pub dossiers: Option<Vec<DossierId>>,
    /// How many journeys one request moves.
    pub most: u64,
    /// Only find out.
    pub dry_run: bool,
}

/// What happened to one journey.
#[derive(Debug)]
pub struct Moved {
    /// Its dossier.
    pub dossier: DossierId,
    /// What.
    pub outcome: Outcome,
}

/// What happened, or in a dry run would.
#[derive(Debug)]
pub enum Outcome {
    /// It moved.
    Moved {
        /// Whether the open step is among what moved.
        holds: bool,
    },
    /// The unit has nothing of it to do.
    Unchanged,
    /// It could not be moved.
    Refused(Box<Problem>),
}

/// Moves work; `view` makes the answer out of what happened and of how many journeys of the unit are left. A repeat
/// with the same key gets the same answer; after an interruption it moves what is left.
pub async fn move_work<V, F>(app: &App, actor: Actor, once: Once, wanted: Wanted, view: F) -> Result<Reply, Problem>
where
    V: Serialize + Send + Sync,
    F: Fn(Vec<Moved>, u64) -> V + Clone + Send + Sync + 'static,
{
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, wanted, view) = (app.clone(), actor.clone(), wanted.clone(), view.clone());
        async move {
            refuse_a_used_key(&app, &once).await?;
            let (moved, left) = move_all(&app, &actor, &wanted, at).await?;
            let tx = app.db.begin().await?;
            let answer = view(moved, left);
            let reply = idempotency::keep(&tx, &once, StatusCode::OK, &answer, app.clocks.wall.now()).await?;
            tx.commit().await?;
            Ok(reply)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// The key is kept after the work, beside the answer; one that was used for something else must move nothing.
async fn refuse_a_used_key(app: &App, once: &Once) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    idempotency::keep(&tx, once, StatusCode::OK, &(), app.clocks.wall.now()).await?;
    Ok(tx.rollback().await?)
}

async fn move_all(app: &App, actor: &Actor, wanted: &Wanted, at: DateTime<Utc>) -> Result<(Vec<Moved>, u64), Error> {
    let unit = &wanted.change.from;
    let before = store::count_with_unit(app.db.read(), unit).await?;
    let dossiers = match &wanted.dossiers {
        Some(dossiers) => dossiers.clone(),
        None => store::with_unit(app.db.read(), unit, wanted.most).await?,
    };
    let mut moved = Vec::with_capacity(dossiers.len());
    for dossier in dossiers {
        moved.push(Moved { dossier, outcome: move_one(app, actor, dossier, wanted, at).await });
    }
    let gone = moved.iter().filter(|moved| matches!(moved.outcome, Outcome::Moved { .. })).count();
    let left = before.saturating_sub(u64::try_from(gone).unwrap_or(u64::MAX));
    Ok((moved, left))
}

async fn move_one(app: &App, actor: &Actor, id: DossierId, wanted: &Wanted, at: DateTime<Utc>) -> Outcome {
    let (app, actor, command) = (app.clone(), actor.clone(), Command::Move(wanted.change.clone()));
    let dry_run = wanted.dry_run;
    let work = move || {
        let (app, actor, command) = (app.clone(), actor.clone(), command.clone());
        async move {
            let tx = app.db.begin().await?;
            let record = store::load(&tx, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            let event = carry_out(&app, &tx, &actor, record, &command, None, at).await?;
            if dry_run || event.is_none() {
                tx.rollback().await?;
            } else {
                app.relay.publish(tx.commit().await?);
            }
            Ok::<_, Error>(event)
        }
    };
    match transact(work, || Problem::new(Slug::Unavailable).into()).await {
        Ok(Some(event)) => Outcome::Moved { holds: matches!(event.what, What::Moved { holds: true, .. }) },
        Ok(None) => Outcome::Unchanged,
        Err(error) => Outcome::Refused(Box::new(error.into())),
    }
}
