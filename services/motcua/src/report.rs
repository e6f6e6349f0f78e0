//! `motcua report`: the review of a period, from the databases of a data folder.

use std::io::Write;

use motcua_kit::db::Db;
use motcua_reporting::{Period, render, review};

use crate::cli::{Failure, Format, Report};
use crate::platform::database_url;

/// Prints the review.
///
/// # Errors
/// When there is no such data folder, or the period is no period.
pub async fn run(report: &Report) -> Result<(), Failure> {
    let file = report.data.join("reporting.sqlite");
    if !file.exists() {
        return Err(format!(
            "no data in {}: run `motcua demo` or `motcua serve` first, or name the folder with --data",
            report.data.display()
        )
        .into());
    }
    let period = Period::new(report.from, report.to)?;
    let db = Db::connect(&database_url(&report.data, "reporting"), 2).await?;
    let review = review(&db, period, report.agency.as_deref()).await?;
    let bytes = match report.format {
        Format::Text => format!("{}\n{}", render::text_vi(&review), render::text_en(&review)).into_bytes(),
        Format::Json => serde_json::to_vec_pretty(&review)?,
        Format::Csv => render::csv(&review).into_bytes(),
        Format::Xlsx => render::xlsx(&review)?,
    };
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
