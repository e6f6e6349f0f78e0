//! Reading what the units of an agency have to do: what somebody who merges agencies needs to know.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;
use crate::store::{self, Load};

/// The open work of an agency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenWork {
    /// Code of the agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// Last local day it takes part; absent while no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Code of the agency that takes over its work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.07")]
    pub successor: Option<String>,
    /// Its units, those without work too; a unit without a name closed with work left.
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
    /// Running dossiers that it holds.
    pub held: u64,
    /// Running dossiers that it does not hold yet, but will.
    pub to_come: u64,
    /// Running dossiers that await its opinion.
    pub opinions: u64,
}

impl UnitWork {
    fn of(unit: String, name: Option<String>, load: Load) -> Self {
        Self { unit, name, held: load.held, to_come: load.to_come, opinions: load.asked }
    }
}

/// Read what the units of an agency have to do, now and later, and which opinions they are asked for.
#[utoipa::path(get, path = "/v1/agencies/{code}/open-work", operation_id = "listOpenWork", tag = "journeys",
    params(("code" = String, Path, description = "Code of the agency", example = "H35.05")),
    responses((status = 200, description = "Its units with their work", body = OpenWork)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn list_open_work(
    State(app): State<App>,
    actor: Actor,
    Path(code): Path<String>,
) -> Result<Json<OpenWork>, Problem> {
    actor.require(&[
        Role::CentreDirector,
        Role::SysAdmin,
        Role::CatalogueEditor,
        Role::CatalogueApprover,
        Role::Auditor,
    ])?;
    // No database takes a NUL.
    if code.contains('\0') {
        return Err(Problem::not_found());
    }
    let agency = store::agency(app.db.read(), &code).await?.ok_or_else(Problem::not_found)?;
    let mut loads = store::loads(app.db.read(), &agency.code).await?;
    let mut units = Vec::new();
    for (unit, name) in agency.units {
        let load = loads.remove(&unit).unwrap_or_default();
        units.push(UnitWork::of(unit, Some(name), load));
    }
    units.extend(loads.into_iter().map(|(unit, load)| UnitWork::of(unit, None, load)));
    Ok(Json(OpenWork { agency: agency.code, valid_to: agency.valid_to, successor: agency.successor, units }))
}
