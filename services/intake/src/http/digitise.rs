//! Records which papers are in the electronic store.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, DossierView};
use crate::app::App;
use crate::commands::{self, Operation};
use crate::domain::{self, DigitisedPaper};

/// The digitisation of papers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"papers": [{"code": "P1", "digitisation": "digitised"}]}))]
pub struct DigitisedPapers {
    /// The papers.
    #[schema(min_items = 1, max_items = 100)]
    pub papers: Vec<DigitisedPaper>,
}

/// Record which papers were digitised, or taken from what is in the electronic store.
#[utoipa::path(post, path = "/v1/dossiers/{id}/digitisation", operation_id = "digitisePapers", tag = "dossiers",
    request_body = DigitisedPapers,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Recorded, now or before", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn digitise_papers(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<DigitisedPapers>,
) -> Result<CommandResponse, Problem> {
    let operation = Operation::Command(domain::Command::Digitise(request.body.papers));
    commands::run(&app, request.caller, id, operation, view::dossier).await
}
