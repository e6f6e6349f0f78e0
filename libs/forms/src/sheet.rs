//! A filled form: the one model both renderers draw.

use crate::qr::Qr;
use crate::style::{Align, PaperSize, TextSize};

/// Text of one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; a line feed starts a new line.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// English, the second language, in small print.
    pub english: bool,
}

/// One line of a form before it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Text.
    Text {
        /// Size of the text.
        size: TextSize,
        /// Its runs, in reading order.
        runs: Vec<Run>,
    },
    /// A rule under the line before it.
    Rule {
        /// As long as that line (the national motto), else half as long (the name of a body; Decree 30/2020/NĐ-CP,
        /// Annex I).
        whole: bool,
    },
    /// Blank space for a signature.
    Sign,
    /// The QR code of the lookup address.
    Qr(Qr),
}

/// A column of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Share of the width, in percent.
    pub share: u16,
    /// Alignment of its lines.
    pub align: Align,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The heading of a column of a table, and the alignment of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Share of the width, in percent.
    pub share: u16,
    /// Alignment of its cells.
    pub align: Align,
    /// The heading.
    pub head: Vec<Run>,
}

/// A part of a sheet over its whole width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines below each other.
    Lines {
        /// Alignment of the lines.
        align: Align,
        /// The lines.
        lines: Vec<Line>,
    },
    /// Columns side by side; kept on one page.
    Columns(Vec<Column>),
    /// A table with thin lines; its head row is repeated on every page.
    Table {
        /// Its columns.
        columns: Vec<TableColumn>,
        /// Its rows, each with one text per column.
        rows: Vec<Vec<String>>,
    },
}

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Number under TT 03/2025/TT-VPCP: "01" to "07".
    pub form: String,
    /// Version of the edition, the day it came into force: "2025-07-01".
    pub version: String,
    /// Vietnamese title.
    pub title: String,
    /// Code of the dossier; empty for the register.
    pub code: String,
    /// The size of the paper it is printed on.
    pub paper: PaperSize,
    /// Number and legal source, at the foot of every page.
    pub foot: String,
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
}
