//! The commands of ratings, each in one unit of work: load, decide, save, announce.

use axum::response::{IntoResponse, Response};
use motcua_contracts::ids::DossierId;
use motcua_contracts::lookup::normal_code;
use motcua_kit::attempts::{self, Attempt, AttemptKey};
use motcua_kit::http::Caller;
use motcua_kit::{Problem, Slug};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use serde::Serialize;

use crate::announce::announce;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Answer, Claim, Command, RatingRight, Refusal};
use crate::store;

/// Records the answer about the dossier with this code, if the claim to it holds. Wrong secrets are limited per code and network;
/// the applicant's account, which needs no secret, cannot be locked out by others.
pub async fn record<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    code: &str,
    claim: Claim,
    answer: Answer,
    view: fn(&RatingRight) -> V,
) -> Result<Response, Problem> {
    let code = normal_code(code);
    let applicant = store::find_proof(app.resources.db.read(), &code).await?.and_then(|(_, proof)| proof.account);
    let is_guess = claim.is_guess(applicant);
    let key = AttemptKey::new(&code, caller.actor.source());
    let recorded = run_command(app, caller, (code.clone(), claim, answer), move |context: Context, input| async move {
        let (code, claim, answer) = input;
        let known = store::find_proof(&context.tx, &code).await?.filter(|(_, proof)| proof.verifies(&claim));
        let (id, _) = known.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let right = load_and_execute(&context, id, &Command::Rate(answer)).await?;
        Ok(Done::created(view(&right.value)))
    });
    if !is_guess {
        return Ok(recorded.await?.into_response());
    }
    match app.attempts.guard(&key, none_if_not_found(recorded)).await? {
        Attempt::Right(response) => Ok(response.into_response()),
        Attempt::Wrong => Err(Problem::not_found()),
        Attempt::LockedOut => Ok(attempts::locked_out()),
    }
}

/// A response that only a right secret gets; every other failure says nothing about the secret.
async fn none_if_not_found<T>(response: impl Future<Output = Result<T, Problem>>) -> Result<Option<T>, Problem> {
    match response.await {
        Err(problem) if problem.slug == Slug::NotFound => Ok(None),
        done => done.map(Some),
    }
}

/// Loads a right and executes a command on it.
///
/// # Errors
/// `NotFound`, and what the stage refuses.
pub async fn load_and_execute(
    context: &Context,
    id: DossierId,
    command: &Command,
) -> Result<Loaded<RatingRight>, Error> {
    execute(context, load(context, id).await?, command)
}

/// Loads a right that must exist.
///
/// # Errors
/// `NotFound`.
pub async fn load(context: &Context, id: DossierId) -> Result<Loaded<RatingRight>, Error> {
    store::load(&context.tx, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Decides, applies, saves and announces.
///
/// # Errors
/// What the stage refuses.
pub fn execute(
    context: &Context,
    mut right: Loaded<RatingRight>,
    command: &Command,
) -> Result<Loaded<RatingRight>, Error> {
    let decided = right.value.decide(command, context.at).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(right) };
    right.value.apply(&event);
    store::save(context, &right, &event)?;
    right.version = context.publish(right.version, announce(&right.value, &event))?;
    Ok(right)
}
