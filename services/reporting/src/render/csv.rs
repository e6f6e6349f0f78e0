//! Form 06a as CSV (RFC 4180).

use crate::domain::{Form06a, Review, Row};

const FIRST_COLUMNS: [&str; 3] = ["TT", "Mã", "Cơ quan"];

/// Header, a line per agency, total; and a line with the note, when there is one.
pub fn csv(review: &Review) -> String {
    let form = Form06a::of(review);
    let titles = form.columns.iter().map(|column| column.title.vi.as_str());
    let mut table = line(FIRST_COLUMNS.into_iter().chain(titles));
    for (number, row) in (1..).zip(&form.rows) {
        table.push_str(&figures(&format!("{number}"), row));
    }
    table.push_str(&figures("", &form.total));
    if let Some(note) = &form.note {
        table.push_str(&line(["", "", note.vi.as_str()].into_iter().chain([""; 11])));
    }
    table
}

fn figures(number: &str, row: &Row) -> String {
    let figures = row.figures().map(|figure| figure.to_string());
    let first = [number, &row.code, &row.name];
    line(first.into_iter().chain(figures.iter().map(String::as_str)))
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut line = cells.map(cell).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
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
