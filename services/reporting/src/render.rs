//! The review as text in two languages, as CSV, and as an Excel workbook with the layout of form 06a.

mod csv;
mod language;
mod summary;
mod text;
mod xlsx;

use crate::domain::Review;

pub use rust_xlsxwriter::XlsxError;

/// The review in Vietnamese.
pub fn text_vi(review: &Review) -> String {
    text::text(review, &language::VIETNAMESE)
}

/// The review in English.
pub fn text_en(review: &Review) -> String {
    text::text(review, &language::ENGLISH)
}

/// Form 06a as CSV: UTF-8, comma, one header line.
pub fn form_06a_csv(review: &Review) -> String {
    csv::form_06a(review)
}

/// The review as CSV: form 06a with the reopened dossiers, and below it the other figures.
pub fn csv(review: &Review) -> String {
    csv::csv(review)
}

/// Form 06a as an Excel workbook, with the other figures of the review on a second sheet.
///
/// # Errors
/// When the workbook cannot be written.
pub fn xlsx(review: &Review) -> Result<Vec<u8>, XlsxError> {
    xlsx::xlsx(review)
}
