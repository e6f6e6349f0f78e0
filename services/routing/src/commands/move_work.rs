//! Moving open work from a unit to another: every journey in a transaction of its own, so that one that cannot move does
//! not hold up the others.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_kit::idempotency;
use motcua_kit::{Problem, Slug};
use motcua_messaging::{Done, Outcome, run_command, run_transaction};
use serde::Serialize;

use super::{execute_loaded, load};
use crate::context::{App, Context, Error};
use crate::domain::{Command, EventKind, Move};
use crate::store;

/// The operation.
#[derive(Debug, Clone)]
pub struct MoveWork {
    /// From which unit to which, and why.
    pub change: Move,
    /// Only the journeys of these dossiers; otherwise all with work in the unit, at most `limit`.
    pub dossiers: Option<Vec<DossierId>>,
    /// How many journeys one request moves.
    pub limit: u64,
    /// Whether it only finds out what would move.
    pub dry_run: bool,
}

/// The result of the operation.
#[derive(Debug)]
pub struct MoveReport {
    /// The outcome of each journey.
    pub journeys: Vec<MovedJourney>,
    /// How many journeys still have work in the unit.
    pub remaining: u64,
}

/// The outcome of one journey.
#[derive(Debug)]
pub struct MovedJourney {
    /// Its dossier.
    pub dossier: DossierId,
    /// The outcome.
    pub outcome: MoveOutcome,
}

/// What happened to a journey, or would happen without `dry_run`.
#[derive(Debug)]
pub enum MoveOutcome {
    /// It moved.
    Moved {
        /// Whether the open step is among what moved.
        open_step_moved: bool,
    },
    /// The unit has no work in it.
    Unchanged,
    /// It could not be moved.
    Refused(Box<Problem>),
}

/// Moves work; `view` makes the response. A retry with the same key returns the stored response; after an interruption
/// it moves what remains.
pub async fn move_work<V, F>(
    app: &App,
    caller: Caller,
    operation: MoveWork,
    view: F,
) -> Result<CommandResponse, Problem>
where
    V: Serialize + Send + 'static,
    F: Fn(MoveReport) -> V + Clone + Send + Sync + 'static,
{
    let key = caller.key.clone();
    run_command(app, caller, (key, operation), move |context: Context, (key, operation)| {
        let view = view.clone();
        async move {
            // The response is stored after the work: a key that was used before must move nothing.
            if idempotency::is_used(&context.tx, &key).await? {
                return Err(Problem::new(Slug::IdempotencyKeyReused).into());
            }
            Ok::<_, Error>(Done::ok(view(move_all(&context, &operation).await?)))
        }
    })
    .await
}

async fn move_all(context: &Context, operation: &MoveWork) -> Result<MoveReport, Error> {
    let unit = &operation.change.from;
    let before = store::count_with_work_in(&context.tx, unit).await?;
    let dossiers = match &operation.dossiers {
        Some(dossiers) => dossiers.clone(),
        None => store::list_with_work_in(&context.tx, unit, operation.limit).await?,
    };
    let mut journeys = Vec::with_capacity(dossiers.len());
    for dossier in dossiers {
        journeys.push(MovedJourney { dossier, outcome: move_one(context, dossier, operation).await });
    }
    let moved = journeys.iter().filter(|journey| matches!(journey.outcome, MoveOutcome::Moved { .. })).count();
    let remaining = before.saturating_sub(u64::try_from(moved).unwrap_or(u64::MAX));
    Ok(MoveReport { journeys, remaining })
}

async fn move_one(context: &Context, id: DossierId, operation: &MoveWork) -> MoveOutcome {
    let Context { app, actor, at, .. } = context;
    match move_in_transaction(app, actor.clone(), *at, id, operation).await {
        Ok(None) => MoveOutcome::Unchanged,
        Ok(Some(open_step_moved)) => MoveOutcome::Moved { open_step_moved },
        Err(error) => MoveOutcome::Refused(Box::new(error.into())),
    }
}

/// Whether the open step moved; `None` when nothing did. All journeys of a request move at the same business time.
async fn move_in_transaction(
    app: &App,
    actor: Actor,
    at: DateTime<Utc>,
    id: DossierId,
    operation: &MoveWork,
) -> Result<Option<bool>, Error> {
    let (command, dry_run) = (Command::Move(operation.change.clone()), operation.dry_run);
    run_transaction(app, actor, command, move |context: Context, command| async move {
        let context = Context { at, ..context };
        let event = execute_loaded(&context, load(&context, id).await?, &command).await?;
        let moved = event.map(|event| matches!(event.kind, EventKind::Moved { open_step_moved: true, .. }));
        Ok::<_, Error>(if dry_run { Outcome::Rollback(moved) } else { Outcome::Commit(moved) })
    })
    .await
}
