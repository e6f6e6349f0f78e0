//! The public figures of the centre.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::client::Api;
use super::error::ApiError;

/// The figures of a period.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    pub period: Period,
    pub catalogue: CatalogueFigures,
    pub received: Received,
    pub resolved: Resolved,
    pub in_process: InProcess,
    pub ratings: Ratings,
    pub by_agency: Vec<AgencyFigures>,
}

/// First and last day.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// The reporting year it is named after: the one it ends in.
    pub fn year(self) -> i32 {
        self.to.year()
    }
}

/// Numbers of procedures and agencies.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueFigures {
    pub procedures: u64,
    pub departments: u64,
    pub companies: u64,
    pub central_agencies: u64,
    pub on_the_spot: u64,
}

/// Tiếp nhận.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    pub total: u64,
    pub online: u64,
    pub counter: u64,
    pub carried_over: u64,
}

/// Đã giải quyết.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resolved {
    pub total: u64,
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
}

/// Đang giải quyết.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InProcess {
    pub total: u64,
    pub not_due: u64,
    pub overdue: u64,
}

/// Satisfaction ratings.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ratings {
    pub total: u64,
    pub very_satisfied: u64,
    pub satisfied: u64,
    pub not_satisfied: u64,
}

/// The figures of one agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgencyFigures {
    pub code: String,
    pub name: String,
    pub received: Received,
    pub resolved: Resolved,
    pub in_process: InProcess,
}

impl Api {
    /// The figures of a reporting year, 15 December to 14 December; without one, of the present year.
    pub async fn figures(&self, year: Option<i32>) -> Result<Figures, ApiError> {
        let days = year.map_or(String::new(), |year| format!("?from={}-12-15&to={year}-12-14", year - 1));
        self.get(&format!("/v1/public/figures{days}")).await
    }
}
