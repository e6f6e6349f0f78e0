//! A filled form: the one model both renderers draw.

use chrono::NaiveDate;

use crate::qr::Qr;
use crate::template::{self, Paper};
use crate::{Error, Form, markup};

/// How large text is, relative to the sheet's own size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Size {
    /// Headings beside each other, notes.
    Small,
    /// Running text.
    #[default]
    Normal,
    /// The title.
    Large,
}

/// Where lines stand in their column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Centre,
}

/// Text of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; a line feed starts a new line.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// English: the second language, in small print.
    pub english: bool,
}

/// One line of a form before it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Text.
    Text {
        /// How large.
        size: Size,
        /// Its pieces, in reading order.
        runs: Vec<Run>,
    },
    /// A rule under the line before it.
    Rule {
        /// As long as that line (the national motto), else half as long (the name of a body; NĐ 30/2020 Phụ lục I).
        whole: bool,
    },
    /// Room to sign in.
    Sign,
    /// The QR code of the lookup address.
    Qr(Qr),
}

/// Lines that stand beside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Share of the width, in percent.
    pub share: u16,
    /// Where its lines stand.
    pub align: Align,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What a table says above one of its columns, and how the cells below stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Share of the width, in percent.
    pub share: u16,
    /// Where its cells' lines stand.
    pub align: Align,
    /// The heading.
    pub head: Vec<Run>,
}

/// A part of a sheet, from edge to edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines below each other.
    Lines {
        /// Where they stand.
        align: Align,
        /// The lines.
        lines: Vec<Line>,
    },
    /// Columns beside each other; kept on one page.
    Columns(Vec<Column>),
    /// A table with thin lines; its head is repeated on every page.
    Table {
        /// Its columns.
        columns: Vec<TableColumn>,
        /// Its rows, each with a text per column.
        rows: Vec<Vec<String>>,
    },
}

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Number under TT 03/2025: "01" to "07".
    pub form: String,
    /// Version of the edition, the day it came into force: "2025-07-01".
    pub version: String,
    /// Vietnamese title.
    pub title: String,
    /// The dossier's code; empty for the register.
    pub code: String,
    /// The paper it is printed on.
    pub paper: Paper,
    /// Number and legal source, at the foot of every page.
    pub foot: String,
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Sheet {
    /// Fills the edition of the form that was in force on a day: for a dossier the local day of its acceptance, because
    /// an accepted dossier keeps the rules it was accepted under.
    ///
    /// # Errors
    /// When no edition was in force on that day, or the lookup address is too long for a QR code.
    pub fn fill(form: &impl Form, on: NaiveDate) -> Result<Self, Error> {
        let (template, edition) = template::in_force(form.id(), on)?;
        let mut slots = form.slots();
        slots.text("title", &edition.title).text("title.english", &edition.english);
        edition.words.iter().for_each(|(slot, words)| {
            slots.text(slot, words);
        });
        let blocks = template
            .blocks
            .iter()
            .map(|block| markup::block(block, &slots))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|fault| fault.of(&template.form))?;
        Ok(Self {
            form: template.form.clone(),
            version: edition.version.clone(),
            title: edition.title.clone(),
            code: slots.get("dossier.code").unwrap_or_default().to_owned(),
            paper: template.paper,
            foot: format!("{} ({})", edition.number, edition.basis),
            blocks: blocks.into_iter().flatten().collect(),
        })
    }
}
