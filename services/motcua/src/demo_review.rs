//! Prints the review at the end of a demonstration.

use std::io::Write;

use motcua_demonstration::{RunResult, RunStatistics, Visitors};
use motcua_reporting::{Review, render};
use serde::Serialize;

use crate::failure::Failure;

/// The JSON of `--json`: the review, what the run took, and what visitors did.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    review: &'a Review,
    run: &'a RunStatistics,
    visitors: &'a Visitors,
}

/// Prints the result of a run, for people or as JSON.
///
/// # Errors
/// When the platform's review cannot be read, or standard output is closed.
pub fn print(result: RunResult, json: bool) -> Result<(), Failure> {
    let RunResult { review, run, visitors } = result;
    let review: Review = serde_json::from_value(review)?;
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, &Document { review: &review, run: &run, visitors: &visitors })?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", text(&review, &run, visitors))?;
    }
    Ok(())
}

fn text(review: &Review, run: &RunStatistics, visitors: Visitors) -> String {
    let RunStatistics { commands, events, seconds } = run;
    let Visitors { submitted, resolved } = visitors;
    format!(
        "{}\n{}\nKhách thử, không tính ở trên / visitors, not counted above: {submitted} hồ sơ nộp/dossiers submitted · \
         {resolved} giải quyết/resolved\n{commands} lệnh/commands · {events} sự kiện/events · {seconds:.0} s",
        render::text_vi(review),
        render::text_en(review)
    )
}
