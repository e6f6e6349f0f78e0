//! `motcua report`: the review of a period, from the databases of a data folder.

use std::io::Write;

use motcua_kit::Clock;
use motcua_kit::db::Db;
use motcua_reporting::{Period, render, review};
use motcua_worktime::utc;

use crate::cli::{Failure, Format, Report};
use crate::platform::database_url;

/// Prints the review.
///
/// # Errors
/// When there is no such data folder or agency, or the period is no period.
pub async fn run(report: &Report) -> Result<(), Failure> {
    let file = report.data.join("reporting.sqlite");
    if !file.exists() {
        return Err(format!(
            "no data in {}: run `motcua demo` or `motcua serve` first, or name the folder with --data",
            report.data.display()
        )
        .into());
    }
    // A demonstration stands where its journal says; only everyday use goes by the machine's clock.
    let now = crate::demo::reached(&report.data).map_or_else(|| Clock::System.now(), utc);
    let period = Period::new(report.from, report.to)?.as_of(now);
    let db = Db::connect(&database_url(&report.data, "reporting"), 2).await?;
    let review = review(&db, period, report.agency.as_deref()).await?;
    if let Some(code) = &report.agency
        && !review.by_agency.iter().any(|row| row.code == *code)
    {
        return Err(format!("there is no agency {code} in {}", report.data.display()).into());
    }
    let bytes = match report.format {
        Format::Text => format!("{}\n{}", render::text_vi(&review), render::text_en(&review)).into_bytes(),
        Format::Json => serde_json::to_vec_pretty(&review)?,
        Format::Csv => render::csv(&review).into_bytes(),
        Format::Xlsx => render::xlsx(&review)?,
    };
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
