//! The account of whoever asks.

use axum::extract::State;
use motcua_kit::auth::Actor;
use motcua_kit::http::Json;
use motcua_kit::problem::Problem;

use super::account_view::Account;
use crate::accounts;
use crate::app::App;

/// Shows one's own account
#[utoipa::path(get, path = "/v1/me", operation_id = "getOwnAccount", tag = "accounts",
    security(("oauth2" = ["account:read"])),
    responses((status = 200, description = "The account of whoever asks.", body = Account)))]
pub async fn get_own_account(State(app): State<App>, actor: Actor) -> Result<Json<Account>, Problem> {
    Ok(Json(accounts::of_actor(&app, &actor).await?.into()))
}
