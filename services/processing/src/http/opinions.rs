//! Asks another unit for its opinion, and lists the opinions on a dossier.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::UnitCode;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{CommandRequest, CommandResponse, Json, Path};
use motcua_kit::page::Page;
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, OpinionView, TaskView, opinion};
use crate::app::App;
use crate::commands::{self, Operation};
use crate::domain::{Kind, Question};
use crate::store;

/// Which unit, what, until when.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"unit": "H35.06.04", "dueOn": "2022-12-15",
    "question": "Đề nghị cho ý kiến về sự phù hợp với quy hoạch sử dụng đất"}))]
pub struct OpinionRequest {
    /// Code of the unit that is asked: another one than that of the task, of an agency that takes part today.
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.06.04")]
    pub unit: String,
    /// What it is asked; stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 2000)]
    pub question: String,
    /// The day by whose end it should answer, local: after today, by the day the dossier is due; within 10 days when
    /// that has come.
    pub due_on: NaiveDate,
}

/// Ask another unit for its opinion; the clock runs on, and the step can be completed without it. At most 5 on a dossier.
#[utoipa::path(post, path = "/v1/tasks/{id}/opinions", operation_id = "requestOpinion", tag = "tasks",
    request_body = OpinionRequest,
    params(("id" = TaskId, Path, description = "The task that asks"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 201, description = "Asked: the task in the queue of that unit", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn request_opinion(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<OpinionRequest>,
) -> Result<CommandResponse, Problem> {
    let OpinionRequest { unit, question, due_on } = request.body;
    let unit = UnitCode::new(unit);
    let question = Question { task: TaskId::mint(), unit, text: question, due_on };
    let operation = Operation::RequestOpinion { by: AccountId(request.caller.actor.id), question };
    commands::run(&app, request.caller, id, operation, view::task).await
}

/// List the opinions on the dossier of a step, in the order they were asked for; of an opinion, only itself.
#[utoipa::path(get, path = "/v1/tasks/{id}/opinions", operation_id = "listOpinions", tag = "tasks",
    params(("id" = TaskId, Path, description = "A task of the dossier")),
    responses((status = 200, description = "The opinions, on one page", body = Page<OpinionView>)))]
pub async fn list_opinions(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Json<Page<OpinionView>>, Problem> {
    let (task, _) =
        store::find(app.db.read(), &store::scope(&app, &actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    // Readers of a step see all of them; a unit that is asked does not see the answers of others.
    let all = match task.step.kind {
        Kind::Opinion => vec![task],
        Kind::Work | Kind::Approve => store::list_opinions(app.db.read(), task.step.dossier).await?,
    };
    Ok(Json(Page { items: all.iter().filter_map(opinion).collect(), next: None }))
}
