//! Reads the history of the work on a dossier: who did what to which task, when and why.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, HistoryEntry};
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::store;

/// A change in the work on a dossier.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcessingHistoryEntry {
    /// Who changed what, when and why.
    #[serde(flatten)]
    pub entry: HistoryEntry,
    /// The note that an officer left for colleagues with a completion or a decision; the applicant does not read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Đủ điều kiện, trình ký")]
    pub note: Option<String>,
}

/// Read what happened to the tasks of a dossier, oldest first, with the notes for colleagues.
#[utoipa::path(get, path = "/v1/dossiers/{id}/history/processing", operation_id = "getProcessingHistory", tag = "tasks",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Its history in processing, on one page", body = Page<ProcessingHistoryEntry>)))]
pub async fn get_processing_history(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<ProcessingHistoryEntry>>, Problem> {
    let db = app.db.read();
    if !store::may_see(db, &store::scope(&app, &actor).await?, id).await? {
        return Err(Problem::not_found());
    }
    let mut notes = store::list_notes(db, id).await?;
    let entries = history::entries(db, id.0).await?.items.into_iter();
    let items = entries.map(|entry| ProcessingHistoryEntry { note: notes.remove(&entry.version), entry }).collect();
    Ok(Json(Page { items, next: None }))
}
