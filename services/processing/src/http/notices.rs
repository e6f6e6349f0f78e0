//! What the office wrote to the applicant, for the applicant and for those who work on the dossier.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::Notice;
use crate::{App, store};

/// Something the office told the applicant.
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

/// Read what the office told the applicant of a dossier while it was worked on: which papers are missing, what is to be
/// paid, why it takes longer, is kept, stopped or refused. First things first; none before the work has begun.
#[utoipa::path(get, path = "/v1/dossiers/{id}/notices", operation_id = "listNotices", tag = "tasks",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "What was told, on one page", body = Page<NoticeView>)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn list_notices(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<NoticeView>>, Problem> {
    let db = app.db.read();
    if !store::is_applicant(db, &actor, id).await? && !store::sees(db, &app.reader(&actor).await?, id).await? {
        return Err(Problem::not_found());
    }
    let told = store::told(db, id).await?.into_iter();
    Ok(Json(Page { items: told.map(|(at, notice)| NoticeView { at, notice }).collect(), next: None }))
}
