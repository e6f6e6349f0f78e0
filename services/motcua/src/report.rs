//! `motcua report`: the review of a period, from the databases of a data folder.

use std::io::Write;

use motcua_kit::Clock;
use motcua_kit::db::Db;
use motcua_reporting::{Period, render, review};
use motcua_worktime::utc;

use crate::cli::{Format, Report};
use crate::failure::Failure;
use crate::folder::database_url;

/// Prints the review.
///
/// # Errors
/// When the folder has no data, the agency is unknown, or the period is invalid.
pub async fn run(report: &Report) -> Result<(), Failure> {
    let file = report.data.join("reporting.sqlite");
    if !file.exists() {
        return Err(format!(
            "no data in {}: run `motcua demo` or `motcua serve` first, or name the folder with --data",
            report.data.display()
        )
        .into());
    }
    // A demonstration has its own business time; everyday use has the time of the machine.
    let now = motcua_demonstration::reached(&report.data).map_or_else(|| Clock::System.now(), utc);
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
