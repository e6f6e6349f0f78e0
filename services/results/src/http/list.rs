//! Lists results.

use axum::extract;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::ResultId;
use motcua_contracts::lookup;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, ResultView};
use crate::app::App;
use crate::domain::State;
use crate::store::{self, Filter};

/// Filters and page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListResultsQuery {
    /// Their state; without it all results but recalled ones.
    #[param(inline)]
    state: Option<State>,
    /// Legal code of the dossier, as on the receipt.
    code: Option<String>,
    /// Cursor of the page: `next` of the page before.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    limit: Option<u64>,
}

/// List the results the caller may see, the oldest decision first.
#[utoipa::path(get, path = "/v1/results", operation_id = "listResults", tag = "results", params(ListResultsQuery),
    responses((status = 200, description = "A page of results", body = Page<ResultView>)))]
pub async fn list_results(
    extract::State(app): extract::State<App>,
    actor: Actor,
    Query(query): Query<ListResultsQuery>,
) -> Result<Json<Page<ResultView>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<(DateTime<Utc>, ResultId)> = page::decode(query.cursor.as_deref())?;
    let code = query.code.as_deref().map(lookup::normal_code);
    let filter = Filter { state: query.state, code, after };
    let scope = store::scope(&app, &actor).await?;
    let rows = store::list(app.db.read(), &scope, &filter, limit).await?;
    let views = rows.iter().map(view::result).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Page::of(views, limit, |result| (result.decided_at, result.id))))
}
