//! Taking a file into the catalogue.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::Reply;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::CatalogueDocument;
use super::sent_file::{Beside, SentFile};
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
///
/// A JSON body holds the file and `dryRun`; a YAML body is the file itself, as the export writes it, and `dryRun`
/// stands in the query. An entry that has not the published shape is a refused row like one that breaks a rule; what is
/// wrong outside the entries refuses the request.
#[utoipa::path(post, path = "/v1/catalogue/import", operation_id = "importCatalogue", tag = "catalogue",
    request_body(content((Import = "application/json"), (CatalogueDocument = "application/yaml"))),
    params(Beside, ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 200, description = "What came of each entry, or would have come of it", body = ImportReport)),
    security(("oauth2" = ["catalogue:write"])))]
pub async fn import_catalogue(State(app): State<App>, sent: SentFile) -> Result<Reply, Problem> {
    sent.actor.require(&[Role::CatalogueEditor])?;
    let SentFile { actor, once, dry_run, file } = sent;
    commands::import(&app, actor, once, file, dry_run).await
}
