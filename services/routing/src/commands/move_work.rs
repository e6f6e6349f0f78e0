//! Moving open work from a unit to another: every journey in a transaction of its own, so that one that cannot move does
//! not hold up the others.

use chrono::{DateTime, Utc};
use motcua_contracts::UnitCode;
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_kit::idempotency;
use motcua_kit::{Problem, Slug};
use motcua_messaging::{Done, Loaded, Outcome, run_command, run_transaction};
use serde::Serialize;

use super::{execute, load};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Journey, Move};
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
        journeys.push(MovedJourney { dossier, outcome: move_one(context, dossier, operation).await? });
    }
    let moved = journeys.iter().filter(|journey| matches!(journey.outcome, MoveOutcome::Moved { .. })).count();
    let remaining = before.saturating_sub(u64::try_from(moved).unwrap_or(u64::MAX));
    Ok(MoveReport { journeys, remaining })
}

async fn move_one(context: &Context, id: DossierId, operation: &MoveWork) -> Result<MoveOutcome, Problem> {
    let Context { app, actor, at, .. } = context;
    outcome(move_in_transaction(app, actor.clone(), *at, id, operation).await)
}

/// The outcome of a journey. An outage is none: it ends the request, and a retry moves what remains.
fn outcome(moved: Result<Option<bool>, Error>) -> Result<MoveOutcome, Problem> {
    match moved.map_err(Problem::from) {
        Ok(None) => Ok(MoveOutcome::Unchanged),
        Ok(Some(open_step_moved)) => Ok(MoveOutcome::Moved { open_step_moved }),
        Err(outage) if outage.slug == Slug::Unavailable => Err(outage),
        Err(problem) => Ok(MoveOutcome::Refused(Box::new(problem))),
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
        let before = load(&context, id).await?;
        let after = execute(&context, before.clone(), &command).await?;
        let moved = (after.version != before.version).then(|| holder(&after) != holder(&before));
        Ok::<_, Error>(if dry_run { Outcome::Rollback(moved) } else { Outcome::Commit(moved) })
    })
    .await
}

/// The unit that holds the open step.
fn holder(journey: &Loaded<Journey>) -> Option<&UnitCode> {
    journey.value.open_step().map(|step| &step.unit)
}

#[cfg(test)]
mod tests {
    use motcua_messaging::CommandError;
    use sea_orm::{DbErr, RuntimeErr};

    use super::*;
    use crate::domain::Refusal;

    #[test]
    fn an_outage_ends_a_move_of_work_and_is_not_stored_as_an_outcome() {
        let outage = DbErr::Conn(RuntimeErr::Internal("connection refused".into()));
        let ended = outcome(Err(CommandError::Store(outage)));
        assert_eq!(ended.map(drop).map_err(|problem| problem.slug), Err(Slug::Unavailable));
    }

    #[test]
    fn a_journey_that_cannot_move_does_not_hold_up_the_others() {
        let refused = outcome(Err(CommandError::Refused(Refusal::WrongStage)));
        assert!(matches!(refused, Ok(MoveOutcome::Refused(_))));
    }
}
