//! Imports a file into the catalogue.

use axum::extract::State;
use motcua_kit::Problem;
use motcua_kit::http::CommandResponse;

use super::import_request::{ImportQuery, ImportRequest};
use super::sent_file::SentFile;
use super::view::{self, ImportReportView};
use crate::app::App;
use crate::commands;
use crate::domain::CatalogueDocument;

/// Import a file: agencies are put, calendars and procedures drafted, all of it or nothing; nothing is published.
///
/// A JSON body holds the file and `dryRun`; a YAML body is the file itself, as the export writes it, with `dryRun` in
/// the query. An entry that does not have the published shape is a refused row like one that breaks a rule; an error
/// outside the entries refuses the request.
#[utoipa::path(post, path = "/v1/catalogue/import", operation_id = "importCatalogue", tag = "catalogue",
    request_body(content((ImportRequest = "application/json"), (CatalogueDocument = "application/yaml"))),
    params(ImportQuery,
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response")),
    responses((status = 200, description = "Outcome of each entry, or of the dry run", body = ImportReportView)))]
pub async fn import_catalogue(State(app): State<App>, sent: SentFile) -> Result<CommandResponse, Problem> {
    let SentFile { caller, dry_run, file } = sent;
    let language = caller.language;
    commands::import(&app, caller, file, dry_run, move |report| view::import_report(report, language)).await
}
