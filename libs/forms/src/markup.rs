//! How a line of a template becomes text: slots, styles, and segments that are left out when they are empty.
//!
//! | In a template | Means |
//! |---|---|
//! | `{name}` | the value of that slot, as plain text: markup in a value stays what it is |
//! | `**…**`, `*…*`, `~…~` | bold, italic, English in small print |
//! | `# …` at the start | the size of a title |
//! | ` \|\| ` | separates two segments on one line |
//! | `---`, `===` alone | a rule half as long, or as long, as the line above |
//! | `[sign]`, `[qr]` alone | space for a signature, the QR code |
//!
//! A segment whose slots are all empty is left out, and so is a line without segments; in a block with `dots` an empty
//! slot prints dots to be filled in by hand.

use crate::error::Error;
use crate::qr::Qr;
use crate::sheet::{Block, Column, Line, Run, TableColumn};
use crate::slots::{DOTS, Slots};
use crate::style::TextSize;
use crate::template::{BlockPlan, ColumnPlan, HeadPlan};

/// Printed between two segments on one line.
const GAP: &str = "\u{2003}";

/// Why a part of a template cannot be filled.
#[derive(Debug)]
pub(crate) enum MarkupError {
    /// The template names a slot that the form does not have.
    UnknownSlot(String),
    /// A row of a table does not have one cell per column.
    CellCount(String),
    /// A brace or a style is not closed in this segment.
    Unclosed(String),
    /// The QR code cannot be drawn.
    Qr(Error),
}

impl MarkupError {
    /// The error of the form whose template this is.
    pub(crate) fn in_form(self, form: &str) -> Error {
        let reason = match self {
            Self::Qr(error) => return error,
            Self::UnknownSlot(name) => format!("the form has no value {name:?}"),
            Self::CellCount(rows) => format!("{rows:?} needs one cell for every column"),
            Self::Unclosed(segment) => format!("a brace or a style is not closed in {segment:?}"),
        };
        Error::Template { form: form.to_owned(), reason }
    }
}

/// Fills a part of a form; `None` when it is empty.
pub(crate) fn fill_block(plan: &BlockPlan, slots: &Slots) -> Result<Option<Block>, MarkupError> {
    match plan {
        BlockPlan::Lines { align, size, dots, lines } => {
            let lines = fill_lines(lines, *size, *dots, slots)?;
            Ok((!lines.is_empty()).then_some(Block::Lines { align: *align, lines }))
        }
        BlockPlan::Columns { size, columns } => {
            let column = |plan: &ColumnPlan| {
                let lines = fill_lines(&plan.lines, *size, false, slots)?;
                Ok(Column { share: plan.share, align: plan.align, lines })
            };
            columns.iter().map(column).collect::<Result<_, _>>().map(|columns| Some(Block::Columns(columns)))
        }
        BlockPlan::Table { rows, columns } => fill_table(rows, columns, slots),
    }
}

fn fill_table(name: &str, columns: &[HeadPlan], slots: &Slots) -> Result<Option<Block>, MarkupError> {
    let rows = slots.rows(name).ok_or_else(|| MarkupError::UnknownSlot(name.to_owned()))?.to_vec();
    if rows.iter().any(|row| row.len() != columns.len()) {
        return Err(MarkupError::CellCount(name.to_owned()));
    }
    let column = |plan: &HeadPlan| {
        let head = runs(&plan.head, false, slots)?.unwrap_or_default();
        Ok(TableColumn { share: plan.share, align: plan.align, head })
    };
    let columns = columns.iter().map(column).collect::<Result<_, _>>()?;
    Ok((!rows.is_empty()).then_some(Block::Table { columns, rows }))
}

fn fill_lines(lines: &[String], size: TextSize, dots: bool, slots: &Slots) -> Result<Vec<Line>, MarkupError> {
    let mut filled = Vec::new();
    for line in lines {
        filled.extend(match line.as_str() {
            "---" => Some(Line::Rule { whole: false }),
            "===" => Some(Line::Rule { whole: true }),
            "[sign]" => Some(Line::Sign),
            "[qr]" => qr(slots)?,
            text => {
                let (size, text) = text.strip_prefix("# ").map_or((size, text), |title| (TextSize::Large, title));
                runs(text, dots, slots)?.map(|runs| Line::Text { size, runs })
            }
        });
    }
    Ok(filled)
}

fn qr(slots: &Slots) -> Result<Option<Line>, MarkupError> {
    let code = slots.get_lookup().map(|lookup| Qr::new(&lookup.address)).transpose();
    Ok(code.map_err(MarkupError::Qr)?.map(Line::Qr))
}

/// The runs of a line; `None` when all its segments are empty.
fn runs(line: &str, dots: bool, slots: &Slots) -> Result<Option<Vec<Run>>, MarkupError> {
    let mut all: Vec<Run> = Vec::new();
    for segment in line.split(" || ") {
        let Some(segment) = segment_runs(segment, dots, slots)? else { continue };
        if !all.is_empty() {
            all.push(Run { text: GAP.to_owned(), ..Run::default() });
        }
        all.extend(segment);
    }
    Ok((!all.is_empty()).then_some(all))
}

fn segment_runs(segment: &str, dots: bool, slots: &Slots) -> Result<Option<Vec<Run>>, MarkupError> {
    let mut runs = vec![Run::default()];
    let (mut has_slot, mut has_value) = (false, false);
    let mut rest = segment;
    while let Some(c) = rest.chars().next() {
        let mut style = Run { text: String::new(), ..runs.last().cloned().unwrap_or_default() };
        let token = if rest.starts_with("**") { 2 } else { c.len_utf8() };
        match (token, c) {
            (2, '*') => style.bold = !style.bold,
            (_, '*') => style.italic = !style.italic,
            (_, '~') => style.english = !style.english,
            (_, '{') => {
                let (name, after) =
                    rest[1..].split_once('}').ok_or_else(|| MarkupError::Unclosed(segment.to_owned()))?;
                let value = slots.get(name).ok_or_else(|| MarkupError::UnknownSlot(name.to_owned()))?;
                has_slot = true;
                has_value |= !value.is_empty();
                push(&mut runs, if value.is_empty() && dots { DOTS } else { value });
                rest = after;
                continue;
            }
            (length, _) => {
                push(&mut runs, &rest[..length]);
                rest = &rest[length..];
                continue;
            }
        }
        runs.push(style);
        rest = &rest[token..];
    }
    if runs.last().is_some_and(|run| run.bold || run.italic || run.english) {
        return Err(MarkupError::Unclosed(segment.to_owned()));
    }
    runs.retain(|run| !run.text.is_empty());
    Ok((has_value || dots || !has_slot).then_some(runs))
}

fn push(runs: &mut [Run], text: &str) {
    if let Some(run) = runs.last_mut() {
        run.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Slots {
        let mut slots = Slots::default();
        slots.text("name", "**Lò** {phone}").text("phone", "").text("email", "");
        slots
    }

    fn filled(line: &str, dots: bool) -> Option<String> {
        runs(line, dots, &slots()).unwrap().map(|runs| runs.iter().map(|run| run.text.as_str()).collect())
    }

    #[test]
    fn markup_in_a_value_stays_text() {
        let runs = runs("Họ tên: **{name}**", false, &slots()).unwrap().unwrap();
        assert_eq!(runs.len(), 2);
        assert_eq!((runs[1].text.as_str(), runs[1].bold), ("**Lò** {phone}", true));
    }

    #[test]
    fn a_segment_without_a_value_is_left_out_with_its_label() {
        assert_eq!(filled("Điện thoại: {phone} || Họ tên: {name}", false).unwrap(), "Họ tên: **Lò** {phone}");
        assert_eq!(filled("Điện thoại: {phone} || Email: {email}", false), None);
        assert_eq!(filled("Lý do:", false).unwrap(), "Lý do:");
    }

    #[test]
    fn an_empty_slot_prints_dots_in_a_block_with_dots() {
        assert_eq!(filled("Quyển số: {phone}", true).unwrap(), format!("Quyển số: {DOTS}"));
    }

    #[test]
    fn unknown_slots_and_unclosed_styles_are_refused() {
        assert!(matches!(runs("{unknown}", false, &slots()), Err(MarkupError::UnknownSlot(_))));
        assert!(matches!(runs("**open", false, &slots()), Err(MarkupError::Unclosed(_))));
    }
}
