//! Lists the queue of a unit.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, TaskView};
use crate::app::App;
use crate::domain::{Kind, State as TaskState};
use crate::store::{self, Filter, Place};

/// Filters and page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTasksQuery {
    /// Only tasks in this state; without it all that are left to do: open, claimed and paused.
    #[param(inline)]
    state: Option<TaskState>,
    /// Only tasks of this kind.
    #[param(inline)]
    kind: Option<Kind>,
    /// Only tasks of the dossier with this legal code; without a state also those that have ended.
    #[param(example = "H35.05-221205-0001", max_length = 64)]
    code: Option<String>,
    /// Cursor of the page: `next` of the page before.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    limit: Option<u64>,
}

/// List the tasks of the caller's unit that the caller's roles carry out, the most urgent first.
#[utoipa::path(get, path = "/v1/tasks", operation_id = "listTasks", tag = "tasks", params(ListTasksQuery),
    responses((status = 200, description = "A page of tasks", body = Page<TaskView>)))]
pub async fn list_tasks(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ListTasksQuery>,
) -> Result<Json<Page<TaskView>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<Place> = page::decode(query.cursor.as_deref())?;
    let filter = Filter { state: query.state, kind: query.kind, code: query.code, after };
    let tasks = store::list(app.db.read(), &store::scope(&app, &actor).await?, &filter, limit).await?;
    Ok(Json(Page::of(tasks, limit, Place::of).map(|task| view::task(&task, &actor))))
}
