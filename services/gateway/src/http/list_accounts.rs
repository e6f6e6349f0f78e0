//! The operation `listAccounts`.

use axum::extract::State;
use motcua_kit::access::Shown;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use motcua_kit::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::account_view::Account;
use crate::app::App;
use crate::identity::accounts;
use crate::store;

/// Filter and page of the list.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAccountsQuery {
    /// Only accounts of this unit.
    #[param(example = "H35.05.01")]
    unit: Option<String>,
    /// Cursor of the next page: `next` of the previous page.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    #[param(minimum = 1, maximum = 200, example = 50)]
    limit: Option<u64>,
}

/// Lists accounts
///
/// In the order of their creation.
#[utoipa::path(get, path = "/v1/accounts", operation_id = "listAccounts", tag = "accounts", params(ListAccountsQuery),
    responses((status = 200, description = "A page of accounts.", body = Page<Account>)))]
pub async fn list_accounts(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ListAccountsQuery>,
) -> Result<Shown<Json<Page<Account>>>, Problem> {
    accounts::require_administrator(&app, &actor).await?;
    let limit = page::limit(query.limit)?;
    let after = page::decode(query.cursor.as_deref())?;
    let rows = store::list_accounts(app.resources.db.read(), query.unit.as_deref(), after, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.id).map(Account::from);
    let shown: Vec<_> = page.items.iter().map(|account| account.id).collect();
    Ok(Shown::new(shown, Json(page)))
}
