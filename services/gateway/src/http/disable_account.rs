//! Disabling an account.

use axum::extract::State;
use axum::http::StatusCode;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Command, Path, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::problem::Problem;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::account_view::Account;
use crate::accounts;
use crate::app::App;

/// Why an account is disabled.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Disablement {
    /// The reason; it stays in the audit trail.
    #[schema(min_length = 3, max_length = 200)]
    reason: String,
}

/// Disables an account
///
/// Its sign-ins end at once; an access token still counts for its last minutes. A second time changes nothing.
#[utoipa::path(post, path = "/v1/accounts/{id}/disablement", operation_id = "disableAccount", tag = "accounts",
    security(("oauth2" = ["accounts:write"])),
    params(
        ("id" = Uuid, Path, description = "The account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat of this request act once.", example = "tk-0002")),
    request_body(content = Disablement, example = json!({"reason": "Chuyển công tác"})),
    responses((status = 200, description = "The account is disabled.", body = Account)))]
pub async fn disable_account(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    command: Command<Disablement>,
) -> Result<Reply, Problem> {
    let Command { actor, once, body, .. } = command;
    accounts::require_administrator(&app, &actor).await?;
    let (db, app) = (app.db.clone(), app.clone());
    let work = move |once| disable(app.clone(), actor.clone(), once, id, body.reason.clone());
    idempotency::once(db, once, work).await
}

async fn disable(app: App, actor: Actor, once: Once, id: Uuid, reason: String) -> Result<Reply, Problem> {
    let tx = app.db.begin().await?;
    let account = accounts::disable(&app, &tx, &actor, id, &reason).await?;
    let reply = idempotency::keep(&tx, &once, StatusCode::OK, &Account::from(account), app.clocks.wall.now()).await?;
    tx.commit().await?;
    Ok(reply)
}
