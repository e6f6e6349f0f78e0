//! Form 06a, and the review around it, as CSV (RFC 4180).

use super::language::VIETNAMESE;
use super::summary::summary;
use crate::domain::{Form06a, Review, Row};

const FIRST_COLUMNS: [&str; 3] = ["TT", "Mã", "Cơ quan"];

/// A line, cell by cell; it may be shorter than the header.
type Line = Vec<String>;

/// The form: header, a line per agency, total; and a line with the note, when there is one.
pub fn form_06a(review: &Review) -> String {
    written(&lines(review))
}

/// The review: the form with a column for what came back for an error, and below it a line for each figure that the form
/// has no column for.
pub fn csv(review: &Review) -> String {
    let mut lines = lines(review);
    let came_back = review.by_agency.iter().map(|row| row.reopened).chain([review.reopened]);
    let column = std::iter::once(VIETNAMESE.reopened.trim_start().to_owned()).chain(came_back.map(|n| n.to_string()));
    for (line, cell) in lines.iter_mut().zip(column) {
        line.push(cell);
    }
    lines.extend(summary(review, &VIETNAMESE).map(|(label, figure)| beneath(label.trim_start(), figure.to_string())));
    written(&lines)
}

fn lines(review: &Review) -> Vec<Line> {
    let form = Form06a::of(review);
    let titles = form.columns.into_iter().map(|column| column.title.vi);
    let header = FIRST_COLUMNS.into_iter().map(str::to_owned).chain(titles).collect();
    let mut lines = vec![header];
    lines.extend((1..).zip(&form.rows).map(|(number, row)| figures(format!("{number}"), row)));
    lines.push(figures(String::new(), &form.total));
    lines.extend(form.note.map(|note| beneath(&note.vi, String::new())));
    lines
}

fn figures(number: String, row: &Row) -> Line {
    let figures = row.figures().map(|figure| figure.to_string());
    [number, row.code.clone(), row.name.clone()].into_iter().chain(figures).collect()
}

/// A line that belongs to no agency.
fn beneath(label: &str, figure: String) -> Line {
    vec![String::new(), String::new(), label.to_owned(), figure]
}

/// Every line as long as the header.
fn written(lines: &[Line]) -> String {
    let width = lines.first().map_or(0, Vec::len);
    let line = |line: &Line| {
        let rest = std::iter::repeat_n(String::new(), width.saturating_sub(line.len()));
        let cells: Vec<String> = line.iter().map(|text| cell(text)).chain(rest).collect();
        cells.join(",") + "\r\n"
    };
    lines.iter().map(line).collect()
}

/// A cell that no spreadsheet takes for a formula, quoted where it must be.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_name_never_becomes_a_formula() {
        for name in ["=1+1", "+84", "-x", "@cmd"] {
            assert_eq!(cell(name), format!("'{name}"));
        }
        assert_eq!(cell("=HYPERLINK(\"a\",\"b\")"), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
        assert_eq!(cell("Sở Y tế"), "Sở Y tế");
        assert_eq!(cell("Sở Văn hóa, Thể thao"), "\"Sở Văn hóa, Thể thao\"");
    }
}
