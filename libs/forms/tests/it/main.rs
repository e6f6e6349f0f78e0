//! The forms as citizens receive them: read back from the finished HTML and PDF.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

#[path = "../../examples/sheets/samples.rs"]
mod samples;

mod editions;
mod fields;
mod html;
mod paper;
mod pdf;
mod texts;
