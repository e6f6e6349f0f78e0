//! Lists the findings of the published catalogue.

use axum::extract::State;
use axum::http::HeaderMap;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Language, Query};
use motcua_kit::page::{self, Page};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::editors::lint_context;
use super::view::{self, FindingView};
use crate::app::App;
use crate::domain::{Finding, Severity, lint};
use crate::store::{self, Begin};

/// Procedures read at once.
const BATCH: u64 = 100;

/// Filters and page of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListFindingsQuery {
    /// Only errors, or only warnings.
    severity: Option<Severity>,
    /// Code of the competent agency.
    agency: Option<String>,
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// The number of items, 1 to 200.
    limit: Option<u64>,
}

/// The position of a finding: the code of its procedure, and its index among the findings of that procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Position(String, usize);

/// List the findings of the published catalogue, by code of the procedure.
#[utoipa::path(get, path = "/v1/catalogue/findings", operation_id = "listFindings", tag = "catalogue",
    params(ListFindingsQuery),
    responses((status = 200, description = "A page of findings", body = Page<FindingView>)))]
pub async fn list_findings(
    State(app): State<App>,
    headers: HeaderMap,
    Query(query): Query<ListFindingsQuery>,
) -> Result<Json<Page<FindingView>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<Position> = page::decode(query.cursor.as_deref())?;
    let (found, language) = (findings(&app, &query, after, limit).await?, Language::negotiate(&headers));
    let page = Page::of(found, limit, |(position, _)| position.clone());
    Ok(Json(page.map(|(_, finding)| view::finding(finding, language))))
}

/// Findings after a position, one more than `limit` when there are more.
async fn findings(
    app: &App,
    query: &ListFindingsQuery,
    after: Option<Position>,
    limit: u64,
) -> Result<Vec<(Position, Finding)>, DbErr> {
    let context = lint_context(app).await?;
    let enough = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let mut begin = after.as_ref().map_or(Begin::Start, |Position(code, _)| Begin::At(code.clone()));
    let mut found = Vec::new();
    while found.len() < enough {
        let batch = store::list_published_procedures(app.db.read(), query.agency.as_deref(), &begin, BATCH).await?;
        let Some(last) = batch.last() else { break };
        begin = Begin::After(last.code.clone());
        let positioned = batch.iter().flat_map(|procedure| {
            let findings = lint(procedure, &context).into_iter().enumerate();
            findings.map(|(index, finding)| (Position(procedure.code.clone(), index), finding))
        });
        found.extend(positioned.filter(|(position, finding)| {
            let is_wanted = query.severity.is_none_or(|severity| severity == finding.severity);
            is_wanted && is_after(position, after.as_ref())
        }));
    }
    found.truncate(enough);
    Ok(found)
}

/// Codes are compared by the database alone; this compares within the procedure that the page before ended in.
fn is_after(position: &Position, after: Option<&Position>) -> bool {
    after.is_none_or(|after| position.0 != after.0 || position.1 > after.1)
}
