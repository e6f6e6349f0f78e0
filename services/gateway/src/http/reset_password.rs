//! The operation `resetPassword`.

use axum::extract::State;
use axum::http::StatusCode;
use motcua_kit::config::Secret;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::Problem;
use motcua_messaging::{Done, run_command};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::account_view::Account;
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts;
use crate::tokens::secret::random_secret;

/// A reset.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {}

/// An account with a password that only serves to choose another.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResetAccount {
    /// The account.
    #[serde(flatten)]
    account: Account,
    /// The password. It is not stored: the response to a retry does not contain it.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporary_password: Option<String>,
}

/// Resets the password of an account
///
/// Ends its sign-ins. With the temporary password the account can only choose another. Of an account with roles that need
/// two administrators another one has to approve the reset.
#[utoipa::path(post, path = "/v1/accounts/{id}/password-reset", operation_id = "resetPassword", tag = "accounts",
    params(("id" = Uuid, Path, description = "Id of the account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0003")),
    request_body(content = PasswordReset, example = json!({})),
    responses((status = 200, description = "The account with its temporary password.", body = ResetAccount)))]
pub async fn reset_password(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    request: CommandRequest<PasswordReset>,
) -> Result<CommandResponse, Problem> {
    let password = random_secret()?;
    let hash = app.passwords.hash(Secret::new(password.clone())).await?;
    let stored = run_command(&app, request.caller, (id, hash), reset).await?;
    stored.with_unstored("temporaryPassword", &password, StatusCode::OK)
}

async fn reset(context: Context, (id, hash): (Uuid, String)) -> Result<Done<ResetAccount>, Error> {
    let account = accounts::reset_password(&context, id, hash).await?.into();
    Ok(Done::ok(ResetAccount { account, temporary_password: None }))
}
