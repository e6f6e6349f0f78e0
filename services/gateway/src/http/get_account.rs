//! The operation `getAccount`.

use axum::extract::State;
use motcua_kit::access::Shown;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::problem::Problem;
use uuid::Uuid;

use super::account_view::Account;
use crate::app::App;
use crate::identity::accounts;
use crate::store;

/// Returns an account
#[utoipa::path(get, path = "/v1/accounts/{id}", operation_id = "getAccount", tag = "accounts",
    params(("id" = Uuid, Path, description = "Id of the account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11")),
    responses((status = 200, description = "The account.", body = Account)))]
pub async fn get_account(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<Uuid>,
) -> Result<Shown<Json<Account>>, Problem> {
    accounts::require_administrator(&app, &actor).await?;
    let account = store::find_account(app.resources.db.read(), id).await?;
    account.map(|row| Shown::new([id], Json(row.into()))).ok_or_else(Problem::not_found)
}
