//! The forms as data: the content of each, and which edition is in force on a day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::error::Error;
use crate::style::{Align, PaperSize, TextSize};

/// An edition of a form, as a legal text prescribes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Edition {
    /// Version of the edition: the day it came into force.
    pub version: String,
    /// First local day on which it is used.
    pub effective_from: NaiveDate,
    /// The number the legal text gives it, for example "Mẫu số 06".
    pub number: String,
    /// The legal text, for example "TT 03/2025/TT-VPCP".
    pub basis: String,
    /// Vietnamese title.
    pub title: String,
    /// English title.
    pub english: String,
    /// Wording that differs between editions, by slot.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// A form: its editions and its parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Number under TT 03/2025/TT-VPCP: "01" to "07".
    pub form: String,
    /// The size of the paper it is printed on.
    pub paper: PaperSize,
    /// Its editions, oldest first.
    #[serde(rename = "edition")]
    pub editions: Vec<Edition>,
    #[serde(rename = "block")]
    pub(crate) blocks: Vec<BlockPlan>,
}

/// A part of a form before it is filled; lines are markup.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) enum BlockPlan {
    Lines {
        #[serde(default)]
        align: Align,
        #[serde(default)]
        size: TextSize,
        /// An empty value prints dots, to be filled in by hand.
        #[serde(default)]
        dots: bool,
        lines: Vec<String>,
    },
    Columns {
        #[serde(default)]
        size: TextSize,
        columns: Vec<ColumnPlan>,
    },
    Table {
        /// The slot that holds its rows; a table without rows is left out.
        rows: String,
        columns: Vec<HeadPlan>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnPlan {
    pub share: u16,
    #[serde(default)]
    pub align: Align,
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadPlan {
    pub share: u16,
    #[serde(default)]
    pub align: Align,
    pub head: String,
}

const SOURCES: [(&str, &str); 7] = [
    ("01", include_str!("../templates/01.toml")),
    ("02", include_str!("../templates/02.toml")),
    ("03", include_str!("../templates/03.toml")),
    ("04", include_str!("../templates/04.toml")),
    ("05", include_str!("../templates/05.toml")),
    ("06", include_str!("../templates/06.toml")),
    ("07", include_str!("../templates/07.toml")),
];

fn parsed() -> &'static [Result<Template, String>; 7] {
    static PARSED: OnceLock<[Result<Template, String>; 7]> = OnceLock::new();
    PARSED.get_or_init(|| SOURCES.map(|(_, source)| toml::from_str(source).map_err(|error| error.to_string())))
}

/// The template of a form.
///
/// # Errors
/// [`Error::Template`] for a number that is not "01" to "07".
pub fn template(form: &str) -> Result<&'static Template, Error> {
    let error = |reason: &str| Error::Template { form: form.to_owned(), reason: reason.to_owned() };
    let index = SOURCES.iter().position(|(id, _)| *id == form).ok_or_else(|| error("unknown form"))?;
    parsed()[index].as_ref().map_err(|reason| error(reason))
}

/// The template of a form and the edition in force on a local day.
///
/// # Errors
/// [`Error::NotInForce`] when no edition was in force yet, [`Error::Template`] as for [`template`].
pub fn in_force(form: &str, on: NaiveDate) -> Result<(&'static Template, &'static Edition), Error> {
    let template = template(form)?;
    let edition = template.editions.iter().rev().find(|edition| edition.effective_from <= on);
    edition.map(|edition| (template, edition)).ok_or_else(|| Error::NotInForce { form: form.to_owned(), on })
}
