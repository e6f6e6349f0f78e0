//! Exports the published catalogue as a file.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use motcua_contracts::{AgencyCode, Text};
use motcua_kit::Problem;
use motcua_kit::http::{Json, Query};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::domain::{Agency, CatalogueDocument, Procedure, agencies_named};
use crate::store::{self, Begin};

/// Procedures read at once.
const BATCH: u64 = 200;

/// The format of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CatalogueFormat)]
pub enum Format {
    /// For programs.
    #[default]
    Json,
    /// For reading, comparing and editing by hand.
    Yaml,
}

/// The part of the catalogue, and the format.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportCatalogueQuery {
    /// The format; JSON by default.
    #[serde(default)]
    #[param(inline, required = false)]
    format: Format,
    /// Code of an agency: only its procedures, and what they refer to.
    agency: Option<String>,
}

/// Export the catalogue: agencies, and the newest published version of calendars and procedures, each by code.
#[utoipa::path(get, path = "/v1/catalogue/export", operation_id = "exportCatalogue", tag = "catalogue",
    params(ExportCatalogueQuery),
    responses((status = 200, description = "The catalogue; an import reads it back", content(
        (CatalogueDocument = "application/json"), (String = "application/yaml")))))]
pub async fn export_catalogue(
    State(app): State<App>,
    Query(query): Query<ExportCatalogueQuery>,
) -> Result<Response, Problem> {
    let document = document(&app, query.agency.as_deref()).await?;
    if let Some(agency) = &query.agency
        && !document.agencies.iter().any(|found| found.code == agency.as_str())
    {
        return Err(Problem::field("/query/agency", "unknown", Text::fixed("Không có cơ quan này", "No such agency")));
    }
    match query.format {
        Format::Json => Ok((disposition("catalogue.json"), Json(document)).into_response()),
        Format::Yaml => {
            let text = serde_saphyr::to_string(&document).map_err(|error| Problem::internal(&error))?;
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/yaml"));
            Ok((disposition("catalogue.yaml"), [kind], text).into_response())
        }
    }
}

fn disposition(name: &str) -> [(header::HeaderName, String); 1] {
    [(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))]
}

async fn document(app: &App, agency: Option<&str>) -> Result<CatalogueDocument, DbErr> {
    let db = app.db.read();
    // Procedures are read first: agencies and calendars exist before a procedure can refer to them, so the reads below
    // find them.
    let procedures = procedures(app, agency).await?;
    let calendars = store::list_published_calendars(db).await?;
    let agencies = store::list_all_agencies(db).await?;
    let mut document = match agency {
        None => CatalogueDocument { agencies, calendars: calendars.into_iter().map(Into::into).collect(), procedures },
        Some(agency) => {
            let named: BTreeSet<&str> = procedures.iter().map(|procedure| procedure.calendar.as_str()).collect();
            let calendars = calendars.into_iter().filter(|calendar| named.contains(calendar.code.as_str()));
            let calendars = calendars.map(Into::into).collect();
            CatalogueDocument { agencies: agencies_of(agency, &procedures, agencies), calendars, procedures }
        }
    };
    // The engines sort text differently; a file is the same from either.
    document.agencies.sort_by(|one, other| one.code.cmp(&other.code));
    document.calendars.sort_by(|one, other| one.code.cmp(&other.code));
    document.procedures.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(document)
}

async fn procedures(app: &App, agency: Option<&str>) -> Result<Vec<Procedure>, DbErr> {
    let (mut all, mut begin) = (Vec::new(), Begin::Start);
    loop {
        let batch = store::list_published_procedures(app.db.read(), agency, &begin, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(all) };
        begin = Begin::After(last.code.clone());
        all.extend(batch);
    }
}

/// The agency, those that its procedures refer to, and their successors: what an import of the file needs.
fn agencies_of(agency: &str, procedures: &[Procedure], all: Vec<Agency>) -> Vec<Agency> {
    let mut codes: BTreeSet<AgencyCode> = procedures.iter().flat_map(agencies_named).collect();
    codes.insert(agency.into());
    loop {
        let successors =
            all.iter().filter(|found| codes.contains(&found.code)).filter_map(|found| found.successor.clone());
        let missing: Vec<AgencyCode> = successors.filter(|code| !codes.contains(code)).collect();
        if missing.is_empty() {
            break;
        }
        codes.extend(missing);
    }
    all.into_iter().filter(|found| codes.contains(&found.code)).collect()
}
