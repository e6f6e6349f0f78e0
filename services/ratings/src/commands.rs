//! The one transaction: load, decide, save, announce.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::lookup::normal_code;
use motcua_kit::auth::Actor;
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Slug, Tx, tries};
use motcua_messaging::Fault;

use crate::App;
use crate::announce::announce;
use crate::domain::{Answer, Claim, Command, Refusal, decide, evolve};
use crate::http::view;
use crate::store::{self, Right};

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::NotReturned => Self::conflict_state(
                "Hồ sơ chưa được trả kết quả nên chưa đánh giá được. / The result is not returned yet, so the dossier cannot be rated.",
            ),
            Refusal::RatedAlready => Self::conflict_state(
                "Hồ sơ này đã được đánh giá; mỗi hồ sơ chỉ đánh giá một lần. / This dossier was rated already; each can be rated once.",
            ),
        }
    }
}

/// Records the one answer about the dossier with this code, if the claim to it holds. A secret may be guessed at five
/// times; the applicant, who needs none, cannot be shut out by others' guesses.
pub async fn record(
    app: &App,
    actor: Actor,
    once: Once,
    code: String,
    claim: Claim,
    answer: Answer,
) -> Result<Response, Problem> {
    let code = normal_code(&code);
    let applicant = store::proof(app.db.read(), &code).await?.and_then(|(_, proof)| proof.account);
    let guesses = claim.is_guess(applicant);
    if guesses && !app.tries.begin(&code) {
        return Ok(tries::shut());
    }
    let answer = try_record(app, actor, once, code.clone(), claim, answer).await;
    let wrong = answer.as_ref().is_err_and(|problem| problem.code == Slug::NotFound.code());
    if guesses && !wrong {
        app.tries.proved(&code);
    }
    Ok(answer?.into_response())
}

async fn try_record(
    app: &App,
    actor: Actor,
    once: Once,
    code: String,
    claim: Claim,
    answer: Answer,
) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor) = (app.clone(), actor.clone());
        let (code, claim) = (code.clone(), claim.clone());
        async move {
            let tx = app.db.begin().await?;
            let known = store::proof(tx.db(), &code).await?.filter(|(_, proof)| proof.admits(&claim));
            let (id, _) = known.ok_or(Fault::Refused(Refusal::NotFound))?;
            let right = apply(&app, &tx, &actor, id, &Command::Rate(answer), at).await?;
            let answer =
                idempotency::keep(&tx, &once, StatusCode::CREATED, &view::rating(&right), app.clocks.wall.now())
                    .await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Loads, decides, saves and announces within the caller's transaction, at the business time `at`.
pub async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: DossierId,
    command: &Command,
    at: DateTime<Utc>,
) -> Result<Right, Error> {
    let mut right = store::load(tx, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
    let Some(event) = decide(&right.stage, command, at).map_err(Fault::Refused)? else { return Ok(right) };
    right.stage = evolve(&event);
    store::save(tx, &right, &event, actor, at)?;
    let events = announce(&right, &event);
    right.head()?.advance(tx, events, at, app.clocks.wall.now())?;
    Ok(right)
}
