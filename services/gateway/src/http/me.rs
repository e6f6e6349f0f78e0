//! The operation `getOwnAccount`.

use axum::extract::State;
use motcua_kit::auth::Actor;
use motcua_kit::http::Json;
use motcua_kit::problem::Problem;

use super::account_view::Account;
use crate::app::App;
use crate::identity::accounts;

/// Returns the caller's own account
#[utoipa::path(get, path = "/v1/me", operation_id = "getOwnAccount", tag = "accounts",
    responses((status = 200, description = "The caller's own account.", body = Account)))]
pub async fn get_own_account(State(app): State<App>, actor: Actor) -> Result<Json<Account>, Problem> {
    Ok(Json(accounts::active_account(&app, &actor).await?.into()))
}
