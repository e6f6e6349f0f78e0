//! The operation `disableAccount`.

use axum::extract::State;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::Problem;
use motcua_messaging::{Done, run_command};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::account_view::Account;
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts;

/// Why an account is disabled.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Disablement {
    /// The reason, recorded in the audit trail.
    #[schema(min_length = 3, max_length = 200)]
    reason: String,
}

/// Disables an account
///
/// Ends its sign-ins at once and its access tokens within five seconds. Repeating it changes nothing.
#[utoipa::path(post, path = "/v1/accounts/{id}/disablement", operation_id = "disableAccount", tag = "accounts",
    params(
        ("id" = Uuid, Path, description = "Id of the account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0002")),
    request_body(content = Disablement, example = json!({"reason": "Chuyển công tác"})),
    responses((status = 200, description = "The account is disabled.", body = Account)))]
pub async fn disable_account(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    request: CommandRequest<Disablement>,
) -> Result<CommandResponse, Problem> {
    let CommandRequest { caller, body } = request;
    accounts::require_administrator(&app, &caller.actor).await?;
    run_command(&app, caller, (id, body.reason), disable).await
}

async fn disable(context: Context, (id, reason): (Uuid, String)) -> Result<Done<Account>, Error> {
    Ok(Done::ok(accounts::disable(&context, id, &reason).await?.into()))
}
