//! Taking a file into the catalogue.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::CatalogueDocument;
use crate::App;
use crate::commands;
use crate::domain::ImportReport;

/// A file to take in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"document": {"agencies": [{"code": "H35.05", "name": "Sở Công Thương",
    "nameEn": "Department of Industry and Trade", "kind": "department", "units": [
        {"code": "H35.05.01", "name": "Quầy Sở Công Thương tại Trung tâm", "kind": "counter"}]}],
    "calendars": [], "procedures": []}, "dryRun": true}))]
pub struct Import {
    /// The file, as the export writes it.
    pub document: CatalogueDocument,
    /// Whether only to tell what would happen; true unless it is said otherwise.
    #[serde(default = "trial")]
    #[schema(default = true)]
    pub dry_run: bool,
}

fn trial() -> bool {
    true
}

/// Import a file: agencies are put, calendars and procedures drafted, all of it or nothing; nothing is published.
#[utoipa::path(post, path = "/v1/catalogue/import", operation_id = "importCatalogue", tag = "catalogue",
    request_body = Import,
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 200, description = "What came of each entry, or would have come of it", body = ImportReport)),
    security(("oauth2" = ["catalogue:write"])))]
pub async fn import_catalogue(State(app): State<App>, request: Command<Import>) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CatalogueEditor])?;
    let Import { document, dry_run } = request.body;
    commands::import(&app, request.actor, request.once, document, dry_run).await
}
