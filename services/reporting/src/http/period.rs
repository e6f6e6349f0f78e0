//! The period of a report from the days of its query.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_worktime::local_date;

use crate::domain::{Period, PeriodFault};

/// The period of two days, as of now; without days the reporting year of today.
///
/// # Errors
/// `validation` when the days are not a period.
pub fn period(from: Option<NaiveDate>, to: Option<NaiveDate>, now: DateTime<Utc>) -> Result<Period, Problem> {
    let period = match (from, to) {
        (Some(from), Some(to)) => Period::new(from, to).map_err(problem)?,
        (None, None) => Period::year_of(local_date(now)),
        (Some(_), None) => return Err(both_needed("/query/to")),
        (None, Some(_)) => return Err(both_needed("/query/from")),
    };
    Ok(period.as_of(now))
}

fn problem(fault: PeriodFault) -> Problem {
    match fault {
        PeriodFault::Backwards => Problem::field(
            "/query/to",
            "order",
            Text::fixed("Ngày cuối phải sau hoặc bằng ngày đầu", "The last day must not be before the first"),
        ),
        PeriodFault::OutOfRange => Problem::field(
            "/query/from",
            "range",
            Text::fixed("Năm từ 1945 đến 2199", "The years of a period are 1945 to 2199"),
        ),
    }
}

fn both_needed(missing: &str) -> Problem {
    Problem::field(missing, "required", Text::fixed("Cần cả ngày đầu và ngày cuối", "Both days are needed, or none"))
}
