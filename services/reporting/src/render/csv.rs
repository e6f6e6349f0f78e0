//! Form 06a, and the review around it, as CSV (RFC 4180).

use super::language::VIETNAMESE;
use super::summary::summary;
use crate::domain::{Form06a, Review, Row};

const FIRST_COLUMNS: [&str; 3] = ["TT", "Mã", "Cơ quan"];

/// The cells of a line, which may be shorter than the header.
type Line = Vec<String>;

/// The form: header, a line per agency, total; and a line with the note, when there is one.
pub fn form_06a(review: &Review) -> String {
    write(&lines(review))
}

/// The review: the form with a column for reopened dossiers, and below it a line for each figure that the form has no
/// column for.
pub fn csv(review: &Review) -> String {
    let mut lines = lines(review);
    let reopened = review.by_agency.iter().map(|row| row.reopened).chain([review.reopened]);
    let column = std::iter::once(VIETNAMESE.reopened.trim_start().to_owned()).chain(reopened.map(|n| n.to_string()));
    for (line, cell) in lines.iter_mut().zip(column) {
        line.push(cell);
    }
    lines.extend(summary(review, &VIETNAMESE).map(|(label, figure)| below(label.trim_start(), figure.to_string())));
    write(&lines)
}

fn lines(review: &Review) -> Vec<Line> {
    let form = Form06a::of(review);
    let titles = form.columns.into_iter().map(|column| column.title.vi.into_owned());
    let header = FIRST_COLUMNS.into_iter().map(str::to_owned).chain(titles).collect();
    let mut lines = vec![header];
    lines.extend((1..).zip(&form.rows).map(|(number, row)| figures(format!("{number}"), row)));
    lines.push(figures(String::new(), &form.total));
    lines.extend(form.note.map(|note| below(&note.vi, String::new())));
    lines
}

fn figures(number: String, row: &Row) -> Line {
    let figures = row.figures().map(|figure| figure.to_string());
    [number, row.code.clone(), row.name.clone()].into_iter().chain(figures).collect()
}

/// A line below the agencies.
fn below(label: &str, figure: String) -> Line {
    vec![String::new(), String::new(), label.to_owned(), figure]
}

/// Every line as long as the header.
fn write(lines: &[Line]) -> String {
    let width = lines.first().map_or(0, Vec::len);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        let rest = std::iter::repeat_n(String::new(), width.saturating_sub(line.len()));
        // Writing lines of equal length to memory cannot fail.
        let _ = writer.write_record(line.iter().map(|cell| guarded(cell)).chain(rest));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{guard}{text}")
}

#[cfg(test)]
mod tests {
    use super::{Line, write};

    #[test]
    fn a_cell_is_quoted_where_needed_and_never_a_formula() {
        let written = |cell: &str| write(&[vec![cell.to_owned(), String::new()] as Line]);
        for name in ["=1+1", "+84", "-x", "@cmd"] {
            assert_eq!(written(name), format!("'{name},\r\n"));
        }
        assert_eq!(written("=HYPERLINK(\"a\",\"b\")"), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\",\r\n");
        assert_eq!(written("Sở Y tế"), "Sở Y tế,\r\n");
        assert_eq!(written("Sở Văn hóa, Thể thao"), "\"Sở Văn hóa, Thể thao\",\r\n");
        assert_eq!(written("hai\r\ndòng"), "\"hai\r\ndòng\",\r\n");
    }
}
