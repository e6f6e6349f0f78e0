//! How a line of a template becomes text: slots, looks, and what is left out when nothing is to say.
//!
//! | In a template | Means |
//! |---|---|
//! | `{name}` | the value of that slot, as plain text: markup in a value stays what it is |
//! | `**…**`, `*…*`, `~…~` | bold, italic, English in small print |
//! | `# …` at the start | the size of a title |
//! | ` \|\| ` | two facts on one line |
//! | `---`, `===` alone | a rule half as long, or as long, as the line above |
//! | `[sign]`, `[qr]` alone | room to sign, the QR code |
//!
//! A fact whose slots are all empty is left out, and so is a line of which nothing is left; in a block with `dots` an
//! empty slot prints dots to write on.

use crate::Error;
use crate::qr::Qr;
use crate::sheet::{Block, Column, Line, Run, Size, TableColumn};
use crate::slots::Slots;
use crate::template::{BlockPlan, ColumnPlan};

/// Between two facts on one line.
const GAP: &str = "\u{2003}";
/// What is printed for a value that is not known: room to write it in by hand.
pub const DOTS: &str = "……………";

/// What is wrong with a template or its QR code.
#[derive(Debug)]
pub(crate) enum Fault {
    Slot(String),
    Open(String),
    Other(Error),
}

impl Fault {
    /// As an error of that form.
    pub(crate) fn of(self, form: &str) -> Error {
        let reason = match self {
            Self::Other(error) => return error,
            Self::Slot(name) => format!("the form has no value {name:?}"),
            Self::Open(line) => format!("something is not closed in {line:?}"),
        };
        Error::Template { form: form.to_owned(), reason }
    }
}

/// Fills a part of a form; `None` when nothing of it is left.
pub(crate) fn block(plan: &BlockPlan, slots: &Slots) -> Result<Option<Block>, Fault> {
    match plan {
        BlockPlan::Lines { align, size, dots, lines } => {
            let lines = fill(lines, *size, *dots, slots)?;
            Ok((!lines.is_empty()).then_some(Block::Lines { align: *align, lines }))
        }
        BlockPlan::Columns { size, columns } => {
            let column = |plan: &ColumnPlan| {
                let lines = fill(&plan.lines, *size, false, slots)?;
                Ok(Column { share: plan.share, align: plan.align, lines })
            };
            columns.iter().map(column).collect::<Result<_, _>>().map(|columns| Some(Block::Columns(columns)))
        }
        BlockPlan::Table { rows, columns } => {
            let rows = slots.rows(rows).ok_or_else(|| Fault::Slot(rows.clone()))?.to_vec();
            if rows.iter().any(|row| row.len() != columns.len()) {
                return Err(Fault::Slot("a cell for every column".to_owned()));
            }
            let mut filled = Vec::with_capacity(columns.len());
            for plan in columns {
                let head = runs(&plan.head, false, slots)?.unwrap_or_default();
                filled.push(TableColumn { share: plan.share, align: plan.align, head });
            }
            Ok((!rows.is_empty()).then_some(Block::Table { columns: filled, rows }))
        }
    }
}

fn fill(lines: &[String], size: Size, dots: bool, slots: &Slots) -> Result<Vec<Line>, Fault> {
    let mut filled = Vec::new();
    for line in lines {
        filled.extend(match line.as_str() {
            "---" => Some(Line::Rule { whole: false }),
            "===" => Some(Line::Rule { whole: true }),
            "[sign]" => Some(Line::Sign),
            "[qr]" => {
                slots.looked_up_at().map(|at| Qr::new(&at.address)).transpose().map_err(Fault::Other)?.map(Line::Qr)
            }
            text => {
                let (size, text) = text.strip_prefix("# ").map_or((size, text), |title| (Size::Large, title));
                runs(text, dots, slots)?.map(|runs| Line::Text { size, runs })
            }
        });
    }
    Ok(filled)
}

/// The runs of a line; `None` when all its facts are empty.
fn runs(line: &str, dots: bool, slots: &Slots) -> Result<Option<Vec<Run>>, Fault> {
    let mut all: Vec<Run> = Vec::new();
    for fact in line.split(" || ") {
        let Some(fact) = runs_of_fact(fact, dots, slots)? else { continue };
        if !all.is_empty() {
            all.push(Run { text: GAP.to_owned(), ..Run::default() });
        }
        all.extend(fact);
    }
    Ok((!all.is_empty()).then_some(all))
}

fn runs_of_fact(fact: &str, dots: bool, slots: &Slots) -> Result<Option<Vec<Run>>, Fault> {
    let mut runs = vec![Run::default()];
    let (mut named, mut said) = (false, false);
    let mut rest = fact;
    while let Some(c) = rest.chars().next() {
        let mut look = Run { text: String::new(), ..runs.last().cloned().unwrap_or_default() };
        let token = if rest.starts_with("**") { 2 } else { c.len_utf8() };
        match (token, c) {
            (2, '*') => look.bold = !look.bold,
            (_, '*') => look.italic = !look.italic,
            (_, '~') => look.english = !look.english,
            (_, '{') => {
                let (name, after) = rest[1..].split_once('}').ok_or_else(|| Fault::Open(fact.to_owned()))?;
                let value = slots.get(name).ok_or_else(|| Fault::Slot(name.to_owned()))?;
                named = true;
                said |= !value.is_empty();
                push(&mut runs, if value.is_empty() && dots { DOTS } else { value });
                rest = after;
                continue;
            }
            (n, _) => {
                push(&mut runs, &rest[..n]);
                rest = &rest[n..];
                continue;
            }
        }
        runs.push(look);
        rest = &rest[token..];
    }
    if runs.last().is_some_and(|run| run.bold || run.italic || run.english) {
        return Err(Fault::Open(fact.to_owned()));
    }
    runs.retain(|run| !run.text.is_empty());
    Ok((said || dots || !named).then_some(runs))
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

    fn said(line: &str, dots: bool) -> Option<String> {
        runs(line, dots, &slots()).unwrap().map(|runs| runs.iter().map(|run| run.text.as_str()).collect())
    }

    #[test]
    fn markup_in_a_value_stays_text() {
        let runs = runs("Họ tên: **{name}**", false, &slots()).unwrap().unwrap();
        assert_eq!(runs.len(), 2);
        assert_eq!((runs[1].text.as_str(), runs[1].bold), ("**Lò** {phone}", true));
    }

    #[test]
    fn a_fact_without_a_value_is_left_out_with_its_label() {
        assert_eq!(said("Điện thoại: {phone} || Họ tên: {name}", false).unwrap(), "Họ tên: **Lò** {phone}");
        assert_eq!(said("Điện thoại: {phone} || Email: {email}", false), None);
        assert_eq!(said("Lý do:", false).unwrap(), "Lý do:");
    }

    #[test]
    fn what_is_written_by_hand_gets_dots() {
        assert_eq!(said("Quyển số: {phone}", true).unwrap(), format!("Quyển số: {DOTS}"));
    }

    #[test]
    fn a_template_that_names_nothing_known_is_refused() {
        assert!(matches!(runs("{nobody}", false, &slots()), Err(Fault::Slot(_))));
        assert!(matches!(runs("**open", false, &slots()), Err(Fault::Open(_))));
    }
}
