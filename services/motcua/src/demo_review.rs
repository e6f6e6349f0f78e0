//! Prints the review at the end of a demonstration.

use std::io::Write;

use motcua_demonstration::{RunResult, RunStatistics};
use motcua_reporting::{Review, render};
use serde::Serialize;

use crate::failure::Failure;

/// The JSON of `--json`: the review, and what the run took.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    review: &'a Review,
    run: &'a RunStatistics,
}

/// Prints the result of a run, for people or as JSON.
///
/// # Errors
/// When the platform's review cannot be read, or standard output is closed.
pub fn print(result: RunResult, json: bool) -> Result<(), Failure> {
    let RunResult { review, run } = result;
    let review: Review = serde_json::from_value(review)?;
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, &Document { review: &review, run: &run })?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", text(&review, &run))?;
    }
    Ok(())
}

fn text(review: &Review, run: &RunStatistics) -> String {
    let RunStatistics { commands, events, seconds } = run;
    format!(
        "{}\n{}\n{commands} lệnh/commands · {events} sự kiện/events · {seconds:.0} s",
        render::text_vi(review),
        render::text_en(review)
    )
}
