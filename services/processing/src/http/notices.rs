//! Lists the notices to the applicant, for the applicant and for those who work on the dossier.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::domain::Notice;
use crate::store;

/// A notice to the applicant.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"at": "2022-12-08T03:15:00Z", "kind": "supplementRequested",
    "papers": ["Bản vẽ thiết kế xây dựng"], "reason": "Bản vẽ chưa có chữ ký", "deadline": "2022-12-20"}))]
pub struct NoticeView {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What, by its `kind`.
    #[serde(flatten)]
    pub notice: Notice,
}

/// Read the notices to the applicant of a dossier: which papers are missing, what is to be paid, why it takes longer, why a
/// withdrawal was declined, why it was stopped or refused. Oldest first; none before the work has begun.
#[utoipa::path(get, path = "/v1/dossiers/{id}/notices", operation_id = "listNotices", tag = "tasks",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The notices, on one page", body = Page<NoticeView>)))]
pub async fn list_notices(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<NoticeView>>, Problem> {
    let db = app.db.read();
    if !store::is_applicant(db, &actor, id).await?
        && !store::may_see(db, &store::scope(&app, &actor).await?, id).await?
    {
        return Err(Problem::not_found());
    }
    let notices = store::list_notices(db, id).await?.into_iter();
    Ok(Json(Page { items: notices.map(|(at, notice)| NoticeView { at, notice }).collect(), next: None }))
}
