//! Procedures, agencies and calendars, as the catalogue publishes them.

use chrono::NaiveDate;
use motcua_contracts::Channel;
use motcua_worktime::Calendar;
use serde::Deserialize;
use uuid::Uuid;

use super::client::Api;
use super::dossier::TimeLimit;
use super::error::ApiError;

/// A published version of a procedure.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    pub code: String,
    pub name: String,
    pub field: String,
    pub effective_from: NaiveDate,
    pub cases: Vec<Case>,
}

/// A case of a procedure.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    pub code: String,
    pub papers: Vec<Paper>,
    pub terms: Vec<Terms>,
}

/// A paper that the applicant submits.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    pub code: String,
    pub name: String,
}

/// The terms for dossiers of one channel.
#[derive(Debug, Clone, Deserialize)]
pub struct Terms {
    pub channel: Channel,
    pub limit: TimeLimit,
}

/// An agency with its units.
#[derive(Debug, Clone, Deserialize)]
pub struct Agency {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub units: Vec<Unit>,
}

/// A unit of an agency.
#[derive(Debug, Clone, Deserialize)]
pub struct Unit {
    pub code: String,
    pub name: String,
}

/// A procedure in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ProcedureEntry {
    pub id: Uuid,
    pub name: String,
}

/// The code of the province that an agency or unit belongs to: `H35` of `H35.08`.
pub fn province_of(code: &str) -> &str {
    code.split('.').next().unwrap_or_default()
}

impl Api {
    /// A version of a procedure, else the newest; nothing when none is published under that id. Sent with the visitor's
    /// token, so that it counts against the visitor's rate limit and not the portal's.
    pub async fn procedure(&self, token: &str, id: Uuid, version: Option<u32>) -> Result<Option<Procedure>, ApiError> {
        let version = version.map_or(String::new(), |version| format!("/versions/{version}"));
        match self.get_as(&format!("/v1/procedures/{id}{version}"), token).await {
            Ok(procedure) => Ok(Some(procedure)),
            Err(ApiError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every agency.
    pub async fn agencies(&self, token: &str) -> Result<Vec<Agency>, ApiError> {
        self.get_all("/v1/agencies", token).await
    }

    /// Every procedure.
    pub async fn procedures(&self, token: &str) -> Result<Vec<ProcedureEntry>, ApiError> {
        self.get_all("/v1/procedures", token).await
    }

    /// A working calendar.
    pub async fn calendar(&self, code: &str) -> Result<Calendar, ApiError> {
        self.get(&format!("/v1/calendars/{code}")).await
    }
}
