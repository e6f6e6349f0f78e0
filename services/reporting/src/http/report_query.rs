//! The query of a report: period, agency and format.

use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::agencies::require_agencies;
use super::period::period;
use crate::app::App;
use crate::domain::Review;
use crate::store;

/// The format of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON.
    #[default]
    Json,
    /// CSV.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// The query of a report.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// First day; without days the reporting year of today, 15 December to 14 December.
    #[param(example = "2021-12-15")]
    from: Option<NaiveDate>,
    /// Last day, included.
    #[param(example = "2022-12-14")]
    to: Option<NaiveDate>,
    /// Code of the agency; without it the whole centre, for a head of department their own agency and those it took
    /// over.
    #[param(example = "H35.05")]
    agency: Option<String>,
    /// json, csv or xlsx.
    #[serde(default)]
    #[param(inline)]
    pub format: Format,
}

impl ReportQuery {
    /// The review that `reader` requests.
    ///
    /// # Errors
    /// `forbidden` for another agency or role, `validation` for an agency that does not exist or days that are not a
    /// period.
    pub async fn review(&self, app: &App, reader: &Actor) -> Result<Review, Problem> {
        let (db, now) = (&app.resources.db, app.resources.clocks.business.now());
        let successions = store::list_successions(db.read(), local_date(now)).await?;
        let agencies = require_agencies(app, reader, self.agency.as_deref(), &successions).await?;
        let period = period(self.from, self.to, now)?;
        Ok(store::review_of_agencies(db, period, agencies.as_deref()).await?)
    }
}
