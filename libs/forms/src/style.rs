//! The styles a template chooses from: text size, alignment, paper size.

use serde::Deserialize;

/// How large text is, relative to the sheet's own size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TextSize {
    /// Headings beside each other, notes.
    Small,
    /// Running text.
    #[default]
    Normal,
    /// The title.
    Large,
}

/// Horizontal alignment of lines in their column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// Centred.
    Centre,
}

/// The size of the paper a form is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PaperSize {
    /// 148 × 210 mm, portrait.
    A5,
    /// 297 × 210 mm, landscape.
    A4Landscape,
}
