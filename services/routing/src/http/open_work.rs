//! Lists the open work of an agency's units, for those who merge agencies or close units.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::AgencyCode;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::store::{self, UnitWorkload};

/// The open work of an agency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenWork {
    /// Code of the agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// Last local day it is active; absent while no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Code of the agency that takes over its work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.07")]
    pub successor: Option<String>,
    /// Its units, also those without work; a unit without a name was closed with work remaining.
    pub units: Vec<UnitWork>,
}

/// The open work of a unit.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnitWork {
    /// Its code.
    #[schema(example = "H35.05.04")]
    pub unit: String,
    /// Its Vietnamese name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Phòng chuyên môn")]
    pub name: Option<String>,
    /// Running dossiers whose open step it holds.
    pub open: u64,
    /// Running dossiers with an upcoming step in it.
    pub upcoming: u64,
    /// Running dossiers that await its opinion.
    pub opinions: u64,
}

impl UnitWork {
    fn of(unit: String, name: Option<String>, workload: UnitWorkload) -> Self {
        let UnitWorkload { open, upcoming, opinions } = workload;
        Self { unit, name, open, upcoming, opinions }
    }
}

/// List the work of an agency's units: open steps, upcoming steps and the opinions they are asked for.
#[utoipa::path(get, path = "/v1/agencies/{code}/open-work", operation_id = "listOpenWork", tag = "journeys",
    params(("code" = String, Path, description = "Code of the agency", example = "H35.05")),
    responses((status = 200, description = "Its units with their work", body = OpenWork)))]
pub async fn list_open_work(State(app): State<App>, Path(code): Path<String>) -> Result<Json<OpenWork>, Problem> {
    let agency = store::find_agency(app.db.read(), &AgencyCode::new(code)).await?.ok_or_else(Problem::not_found)?;
    let mut workloads = store::count_work_of_units(app.db.read(), &agency.code).await?;
    let mut units = Vec::new();
    for (unit, name) in agency.units {
        let workload = workloads.remove(unit.as_str()).unwrap_or_default();
        units.push(UnitWork::of(unit.into_string(), Some(name), workload));
    }
    units.extend(workloads.into_iter().map(|(unit, workload)| UnitWork::of(unit, None, workload)));
    let (code, successor) = (agency.code.into_string(), agency.successor.map(AgencyCode::into_string));
    Ok(Json(OpenWork { agency: code, valid_to: agency.valid_to, successor, units }))
}
