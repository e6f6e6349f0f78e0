//! The operation `approveAccount`.

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

/// An approval.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountApproval {}

/// Approves a proposed account
///
/// Roles that see or rule everything are given by two administrators: one proposes, another approves.
#[utoipa::path(post, path = "/v1/accounts/{id}/approval", operation_id = "approveAccount", tag = "accounts",
    params(("id" = Uuid, Path, description = "Id of the account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0003")),
    request_body(content = AccountApproval, example = json!({})),
    responses((status = 200, description = "The account is in force.", body = Account)))]
pub async fn approve_account(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    request: CommandRequest<AccountApproval>,
) -> Result<CommandResponse, Problem> {
    run_command(&app, request.caller, id, approve).await
}

async fn approve(context: Context, id: Uuid) -> Result<Done<Account>, Error> {
    Ok(Done::ok(accounts::approve(&context, id).await?.into()))
}
