//! The commands of ratings, each in one transaction: load, decide, save, announce.

use axum::response::{IntoResponse, Response};
use motcua_contracts::ids::DossierId;
use motcua_contracts::lookup::normal_code;
use motcua_kit::http::Caller;
use motcua_kit::{Problem, Slug, attempts};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use serde::Serialize;

use crate::announce::announce;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Answer, Claim, Command, RatingRight, Refusal};
use crate::store;

/// Records the answer about the dossier with this code, if the claim to it holds. Wrong secrets are limited per code;
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
    if is_guess && !app.attempts.try_acquire(&code) {
        return Ok(attempts::locked_out());
    }
    let recorded = run_command(app, caller, (code.clone(), claim, answer), move |context: Context, input| async move {
        let (code, claim, answer) = input;
        let known = store::find_proof(&context.tx, &code).await?.filter(|(_, proof)| proof.verifies(&claim));
        let (id, _) = known.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let right = execute(&context, id, &Command::Rate(answer)).await?;
        Ok(Done::created(view(&right.value)))
    })
    .await;
    let is_wrong = recorded.as_ref().is_err_and(|problem| problem.slug == Slug::NotFound);
    if is_guess && !is_wrong {
        app.attempts.succeed(&code);
    }
    Ok(recorded?.into_response())
}

/// Loads, decides, saves and announces in the context's transaction.
pub async fn execute(context: &Context, id: DossierId, command: &Command) -> Result<Loaded<RatingRight>, Error> {
    let mut right = store::load(&context.tx, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))?;
    let Some(event) = right.value.decide(command, context.at).map_err(CommandError::Refused)? else { return Ok(right) };
    right.value.apply(&event);
    store::save(context, &right, &event)?;
    right.version = context.publish(right.version, announce(&right.value, &event))?;
    Ok(right)
}
