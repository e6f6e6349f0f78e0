//! The list of accounts.

use axum::extract::State;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use motcua_kit::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::account_view::Account;
use crate::accounts;
use crate::app::App;
use crate::store;

/// Which accounts.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only those bound to this unit.
    #[param(example = "H35.05.01")]
    unit: Option<String>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200, example = 50)]
    limit: Option<u64>,
}

/// Lists accounts
///
/// In the order of their creation.
#[utoipa::path(get, path = "/v1/accounts", operation_id = "listAccounts", tag = "accounts",
    security(("oauth2" = ["accounts:read"])), params(Wanted),
    responses((status = 200, description = "A page of accounts.", body = Page<Account>)))]
pub async fn list_accounts(
    State(app): State<App>,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Account>>, Problem> {
    accounts::require_administrator(&app, &actor).await?;
    let limit = page::limit(wanted.limit)?;
    let after = page::decode(wanted.cursor.as_deref())?;
    let rows = store::accounts(app.db.read(), wanted.unit.as_deref(), after, limit + 1).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id).map(Account::from)))
}
