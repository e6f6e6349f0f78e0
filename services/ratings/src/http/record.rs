//! Rates a returned dossier: at the kiosk by its code, online by its applicant or with the lookup secret.

use axum::extract::State;
use axum::response::Response;
use motcua_contracts::Text;
use motcua_contracts::ids::AccountId;
use motcua_contracts::lookup;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::CommandRequest;
use motcua_kit::problem::ProblemDocument;
use motcua_office::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, RatingView};
use crate::app::App;
use crate::commands;
use crate::domain::{Answer, Channel, Claim, Reason, Score};

/// A rating.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35.05-221205-0001", "lookupSecret": "7K0Q1XYZ", "score": "verySatisfied"}))]
pub struct Rating {
    /// Legal code of the dossier, as on the receipt.
    #[schema(min_length = 8, max_length = 64, pattern = "^[0-9A-Za-z. -]+$", example = "H35.05-221205-0001")]
    pub code: String,
    /// The lookup secret of the receipt; required of a citizen whose account did not submit the dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 8, max_length = 24, pattern = "^[0-9A-Za-z -]+$", example = "7K0Q1XYZ")]
    pub lookup_secret: Option<String>,
    /// The score.
    pub score: Score,
    /// The reason; optional, and only with `notSatisfied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// Rate a returned dossier, once. An unknown code and a code without proof get the same response.
#[utoipa::path(post, path = "/v1/ratings", operation_id = "recordRating", tag = "ratings", request_body = Rating,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response")),
    responses((status = 201, description = "Rated", body = RatingView),
        (status = 429, description = "Five wrong secrets in a quarter of an hour", body = ProblemDocument)))]
pub async fn record_rating(State(app): State<App>, request: CommandRequest<Rating>) -> Result<Response, Problem> {
    let CommandRequest { caller, body } = request;
    let (channel, claim) = claim(&app, &caller.actor, &body)?;
    let answer = Answer::of(body.score, body.reason, channel).ok_or_else(|| {
        let only = Text::fixed("Chỉ nêu lý do khi không hài lòng", "A reason is allowed only with notSatisfied");
        Problem::field("/reason", "not-allowed", only)
    })?;
    commands::record(&app, caller, &body.code, claim, answer, view::rating).await
}

/// Officers never rate for citizens: they have neither of the two roles.
fn claim(app: &App, actor: &Actor, body: &Rating) -> Result<(Channel, Claim), Problem> {
    if actor.is(Role::Kiosk) {
        return Ok((Channel::Kiosk, Claim::Kiosk));
    }
    let mac = |secret: &String| lookup::mac(app.lookup_key.reveal(), &body.code, secret);
    let lookup_mac = body.lookup_secret.as_ref().map(mac);
    Ok((Channel::Online, Claim::Citizen { account: AccountId(actor.id), lookup_mac }))
}
