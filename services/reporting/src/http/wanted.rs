//! What a report is asked for: which period, which agency, in which format, and whether the caller may have it.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::{Period, PeriodFault};
use crate::store::Successions;
use crate::{App, store};

/// How the answer is written.
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

/// A report to make.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// First day; without days the reporting year of today, 15 December to 14 December.
    #[param(example = "2021-12-15")]
    from: Option<NaiveDate>,
    /// Last day, included.
    #[param(example = "2022-12-14")]
    to: Option<NaiveDate>,
    /// Code of the agency; without one the whole centre, for a head of department the own agency and those it took over.
    #[param(example = "H35.05")]
    agency: Option<String>,
    /// json, csv or xlsx.
    #[serde(default)]
    #[param(inline)]
    pub format: Format,
}

impl Wanted {
    /// The period.
    ///
    /// # Errors
    /// `validation` when the days make none.
    pub fn period(&self, now: DateTime<Utc>) -> Result<Period, Problem> {
        period(self.from, self.to, now)
    }

    /// The agencies that `reader` gets, see [`agencies`].
    ///
    /// # Errors
    /// `forbidden` for another agency or role, `validation` for an agency that does not exist.
    pub async fn agencies(&self, app: &App, reader: &Actor) -> Result<Option<Vec<String>>, Problem> {
        let today = local_date(app.clocks.business.now());
        let successions = store::successions(app.db.read(), today).await?;
        agencies(app, reader, self.agency.as_deref(), &successions).await
    }
}

/// The agencies that `reader` gets: the director and the auditor the one they ask for or all, a head of department the
/// own one and those it took over, or the one of these they ask for.
///
/// # Errors
/// `forbidden` for another agency or role, `validation` for an agency that does not exist.
pub async fn agencies(
    app: &App,
    reader: &Actor,
    asked: Option<&str>,
    successions: &Successions,
) -> Result<Option<Vec<String>>, Problem> {
    reader.require(&[Role::CentreDirector, Role::Auditor, Role::DeptHead])?;
    if !reader.is(Role::CentreDirector) && !reader.is(Role::Auditor) {
        let own = successions.offices(reader.agency()?);
        return match asked {
            None => Ok(Some(own)),
            Some(one) if own.iter().any(|code| code == one) => Ok(Some(vec![one.to_owned()])),
            Some(_) => Err(Problem::forbidden()),
        };
    }
    let Some(code) = asked else { return Ok(None) };
    let plausible = code.len() <= 32 && code.bytes().all(|byte| byte.is_ascii_graphic());
    if plausible && store::is_agency(app.db.read(), code).await? {
        return Ok(Some(vec![code.to_owned()]));
    }
    Err(Problem::field("/query/agency", "unknown", "Không có cơ quan này / No such agency"))
}

/// The period of two days, as of now; without days the reporting year of today.
///
/// # Errors
/// `validation` when the days make none.
pub fn period(from: Option<NaiveDate>, to: Option<NaiveDate>, now: DateTime<Utc>) -> Result<Period, Problem> {
    let period = match (from, to) {
        (Some(from), Some(to)) => Period::new(from, to).map_err(|fault| match fault {
            PeriodFault::Backwards => Problem::field(
                "/query/to",
                "order",
                "Ngày cuối phải sau hoặc bằng ngày đầu / The last day must not be before the first",
            ),
            PeriodFault::OutOfRange => {
                Problem::field("/query/from", "range", "Năm từ 1945 đến 2199 / The years of a period are 1945 to 2199")
            }
        })?,
        (None, None) => Period::year_of(local_date(now)),
        (Some(_), None) => return Err(both("/query/to")),
        (None, Some(_)) => return Err(both("/query/from")),
    };
    Ok(period.as_of(now))
}

fn both(missing: &str) -> Problem {
    Problem::field(missing, "required", "Cần cả ngày đầu và ngày cuối / Both days are needed, or none")
}
