//! Listing and searching the published procedures.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, ProcedureSummary};
use crate::App;
use crate::domain::Search;
use crate::store::{self, Filter, Listed};

/// Longest text searched for.
const MOST_LETTERS: usize = 200;

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words of name, field or code, with or without accents.
    #[param(max_length = 200, example = "dat dai")]
    q: Option<String>,
    /// Code of the competent agency.
    agency: Option<String>,
    /// Field of administration (lĩnh vực), as it is written.
    field: Option<String>,
    /// Whether they are settled on the spot.
    on_the_spot: Option<bool>,
    /// Where to go on, from `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200.
    limit: Option<u64>,
}

/// List the published procedures: by code, or what fits best first.
#[utoipa::path(get, path = "/v1/procedures", operation_id = "listProcedures", tag = "procedures", params(Wanted),
    responses((status = 200, description = "A page of procedures", body = Page<ProcedureSummary>)),
    security(()))]
pub async fn list_procedures(
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<ProcedureSummary>>, Problem> {
    let limit = page::limit(wanted.limit)?;
    let filter = Filter {
        search: search(wanted.q.as_deref())?,
        agency: wanted.agency,
        field: wanted.field,
        on_the_spot: wanted.on_the_spot,
        after: page::decode(wanted.cursor.as_deref())?,
    };
    let rows = store::list_procedures(app.db.read(), &filter, limit).await?;
    Ok(Json(Page::of(rows, limit, Listed::place).map(view::summary)))
}

fn search(typed: Option<&str>) -> Result<Option<Search>, Problem> {
    let typed = typed.unwrap_or_default();
    if typed.chars().count() > MOST_LETTERS {
        return Err(Problem::field("/query/q", "too-long", "Nhiều nhất 200 ký tự / At most 200 characters"));
    }
    Ok(Search::of(typed))
}
