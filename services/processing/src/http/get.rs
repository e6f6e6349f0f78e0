//! Reads one task.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::TaskId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};

use super::view::{self, TaskView};
use crate::app::App;
use crate::store;

/// Read a task.
#[utoipa::path(get, path = "/v1/tasks/{id}", operation_id = "getTask", tag = "tasks",
    params(("id" = TaskId, Path, description = "The task")),
    responses((status = 200, description = "The task", body = TaskView, headers(("ETag" = String, description = "Its version")))))]
pub async fn get_task(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<impl IntoResponse, Problem> {
    let (task, version) =
        store::find(app.db.read(), &store::scope(&app, &actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    Ok((etag(version), Json(view::task(&task, &actor))))
}
