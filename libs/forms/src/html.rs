//! The sheet as a complete HTML page, to show and to print.
//!
//! No script, no style attribute and nothing fetched: a server can allow it with the hash of [`style`] alone.

use std::fmt::Write;

use crate::qr::{QUIET, Qr};
use crate::sheet::{Align, Block, Column, Line, Run, Sheet, Size, TableColumn};
use crate::template::Paper;
use crate::{Error, layout};

/// The style sheet of a page, exactly what stands between `<style>` and `</style>`.
pub fn style(paper: Paper) -> &'static str {
    match paper {
        Paper::A5 => concat!("@page { size: 148mm 210mm; margin: 10mm; }\n", include_str!("html/print.css")),
        Paper::A4Landscape => concat!(
            "@page { size: 297mm 210mm; margin: 10mm; @bottom-right { content: \"Trang \" counter(page) \"/\" counter(pages); ",
            "font: italic 6.5pt serif; } }\n",
            include_str!("html/print.css")
        ),
    }
}

/// Draws a sheet as an HTML document, in the size of text the paper has. Every text is escaped.
///
/// # Errors
/// When the embedded font, by which the size is found, is missing.
pub fn render(sheet: &Sheet) -> Result<String, Error> {
    // A class for each size in halves of a point; the style sheet has them all.
    let size = (layout::text_size(sheet)? * 2.0).round();
    let paper = match sheet.paper {
        Paper::A5 => "a5",
        Paper::A4Landscape => "a4",
    };
    let mut body = String::new();
    for block in &sheet.blocks {
        draw(&mut body, block);
    }
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} {code}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <main class=\"sheet {paper} t{size}\" data-form=\"{form}\" data-version=\"{version}\">\n{body}\
         <footer>{foot}</footer>\n</main>\n</body>\n</html>\n",
        title = Escaped(&sheet.title),
        code = Escaped(&sheet.code),
        style = style(sheet.paper),
        form = Escaped(&sheet.form),
        version = Escaped(&sheet.version),
        foot = Escaped(&sheet.foot),
    ))
}

/// Text that stands for itself in HTML, between tags and in quoted attributes.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                other => out.write_char(other)?,
            }
        }
        Ok(())
    }
}

fn centred(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Centre => " class=\"c\"",
    }
}

fn draw(out: &mut String, block: &Block) {
    match block {
        Block::Lines { align, lines } => {
            *out += &format!("<section{}>\n", centred(*align));
            below_each_other(out, lines);
            *out += "</section>\n";
        }
        Block::Columns(columns) => side_by_side(out, columns),
        Block::Table { columns, rows } => table(out, columns, rows),
    }
}

fn widths(out: &mut String, shares: impl Iterator<Item = u16>) {
    // The width attribute, because a style attribute would need its own permission from the server.
    *out += "<colgroup>";
    shares.for_each(|share| *out += &format!("<col width=\"{share}%\">"));
    *out += "</colgroup>\n";
}

fn side_by_side(out: &mut String, columns: &[Column]) {
    *out += "<table class=\"columns\" role=\"presentation\">\n";
    widths(out, columns.iter().map(|column| column.share));
    *out += "<tr>\n";
    for column in columns {
        *out += &format!("<td{}>\n", centred(column.align));
        below_each_other(out, &column.lines);
        *out += "</td>\n";
    }
    *out += "</tr>\n</table>\n";
}

fn table(out: &mut String, columns: &[TableColumn], rows: &[Vec<String>]) {
    *out += "<table class=\"rows\">\n";
    widths(out, columns.iter().map(|column| column.share));
    *out += "<thead><tr>";
    for column in columns {
        *out += "<th scope=\"col\">";
        column.head.iter().for_each(|one| run(out, one));
        *out += "</th>";
    }
    *out += "</tr></thead>\n<tbody>\n";
    for row in rows {
        *out += "<tr>";
        for (column, cell) in columns.iter().zip(row) {
            *out += &format!("<td{}>{}</td>", centred(column.align), Escaped(cell));
        }
        *out += "</tr>\n";
    }
    *out += "</tbody>\n</table>\n";
}

fn below_each_other(out: &mut String, lines: &[Line]) {
    for (at, one) in lines.iter().enumerate() {
        // A rule is as long as its line, so it hangs on the line.
        let rule = match lines.get(at + 1) {
            Some(Line::Rule { whole: true }) => " class=\"whole\"",
            Some(Line::Rule { whole: false }) => " class=\"half\"",
            _ => "",
        };
        line(out, one, rule);
    }
}

fn line(out: &mut String, line: &Line, rule: &str) {
    match line {
        Line::Text { size, runs } => {
            let (open, close) = match size {
                Size::Small => ("<p class=\"s\">", "</p>\n"),
                Size::Normal => ("<p>", "</p>\n"),
                Size::Large => ("<h1>", "</h1>\n"),
            };
            *out += &format!("{open}<span{rule}>");
            runs.iter().for_each(|one| run(out, one));
            *out += &format!("</span>{close}");
        }
        Line::Rule { .. } => {}
        Line::Sign => *out += "<div class=\"sign\"></div>\n",
        Line::Qr(qr) => code(out, qr),
    }
}

fn run(out: &mut String, run: &Run) {
    let mut close = String::new();
    for (wanted, tag, open) in
        [(run.english, "small", "<small lang=\"en\">"), (run.bold, "strong", "<strong>"), (run.italic, "em", "<em>")]
    {
        if wanted {
            *out += open;
            close.insert_str(0, &format!("</{tag}>"));
        }
    }
    let text = Escaped(&run.text).to_string();
    // An address may break after a stroke, as it does on paper.
    *out += &if text.starts_with("https://") { text.replace('/', "/<wbr>") } else { text };
    *out += &close;
}

fn code(out: &mut String, qr: &Qr) {
    let side = qr.side + 2 * QUIET;
    *out += &format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR {}\" shape-rendering=\"crispEdges\"><path d=\"",
        Escaped(&qr.address)
    );
    for (column, row, length) in &qr.runs {
        *out += &format!("M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET);
    }
    *out += "\"/></svg>\n";
}
