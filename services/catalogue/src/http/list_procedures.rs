//! Lists and searches the published procedures.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, ProcedureSummary};
use crate::app::App;
use crate::domain::Search;
use crate::store::{self, ListedProcedure, ProcedureFilter};

/// Longest search text.
const MAX_CHARACTERS: usize = 200;

/// Filters and page of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListProceduresQuery {
    /// Words of name, field or code, with or without accents.
    #[param(max_length = 200, example = "dat dai")]
    q: Option<String>,
    /// Code of the competent agency.
    agency: Option<String>,
    /// Field of administration (lĩnh vực), as it is written.
    field: Option<String>,
    /// Whether they are settled on the spot.
    on_the_spot: Option<bool>,
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// The number of items, 1 to 200.
    limit: Option<u64>,
}

/// List the published procedures: by code, or the best match first.
#[utoipa::path(get, path = "/v1/procedures", operation_id = "listProcedures", tag = "procedures", params(ListProceduresQuery),
    responses((status = 200, description = "A page of procedures", body = Page<ProcedureSummary>)))]
pub async fn list_procedures(
    State(app): State<App>,
    Query(query): Query<ListProceduresQuery>,
) -> Result<Json<Page<ProcedureSummary>>, Problem> {
    let limit = page::limit(query.limit)?;
    let filter = ProcedureFilter {
        search: search(query.q.as_deref())?,
        agency: query.agency,
        field: query.field,
        on_the_spot: query.on_the_spot,
        after: page::decode(query.cursor.as_deref())?,
    };
    let rows = store::list_procedures(app.db.read(), &filter, limit).await?;
    Ok(Json(Page::of(rows, limit, ListedProcedure::position).map(view::summary)))
}

fn search(typed: Option<&str>) -> Result<Option<Search>, Problem> {
    let typed = typed.unwrap_or_default();
    if typed.chars().count() > MAX_CHARACTERS {
        return Err(Problem::field(
            "/query/q",
            "too-long",
            Text::fixed("Nhiều nhất 200 ký tự", "At most 200 characters"),
        ));
    }
    Ok(Search::of(typed))
}
