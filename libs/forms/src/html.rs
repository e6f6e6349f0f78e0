//! The sheet as a complete HTML page, to show and to print.
//!
//! No script, no style attribute and no external resource: a content security policy only has to allow the hash of
//! [`style_sheet`].

use std::fmt::Write;

use crate::error::Error;
use crate::layout;
use crate::qr::{QUIET_ZONE, Qr};
use crate::sheet::{Block, Column, Line, Run, Sheet, TableColumn};
use crate::style::{Align, PaperSize, TextSize};

/// The style sheet of a page: exactly the text between `<style>` and `</style>`.
pub fn style_sheet(paper: PaperSize) -> &'static str {
    match paper {
        PaperSize::A5 => concat!("@page { size: 148mm 210mm; margin: 10mm; }\n", include_str!("html/print.css")),
        PaperSize::A4Landscape => concat!(
            "@page { size: 297mm 210mm; margin: 10mm; @bottom-right { content: \"Trang \" counter(page) \"/\" counter(pages); ",
            "font: italic 6.5pt serif; } }\n",
            include_str!("html/print.css")
        ),
    }
}

/// Draws a sheet as an HTML document in the text size of the PDF. Every text is escaped.
///
/// # Errors
/// [`Error::Font`] when the embedded font, which determines the text size, is missing.
pub fn render(sheet: &Sheet) -> Result<String, Error> {
    // The style sheet has a class for every size in half points.
    let size = (layout::text_size(sheet)? * 2.0).round();
    let paper = match sheet.paper {
        PaperSize::A5 => "a5",
        PaperSize::A4Landscape => "a4",
    };
    let mut body = String::new();
    for block in &sheet.blocks {
        write_block(&mut body, block);
    }
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} {code}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <main class=\"sheet {paper} t{size}\" data-form=\"{form}\" data-version=\"{version}\">\n{body}\
         <footer>{foot}</footer>\n</main>\n</body>\n</html>\n",
        title = Escaped(&sheet.title),
        code = Escaped(&sheet.code),
        style = style_sheet(sheet.paper),
        form = Escaped(&sheet.form),
        version = Escaped(&sheet.version),
        foot = Escaped(&sheet.foot),
    ))
}

/// Text escaped for HTML, between tags and in quoted attributes.
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

fn class_of(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Centre => " class=\"c\"",
    }
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Lines { align, lines } => {
            *out += &format!("<section{}>\n", class_of(*align));
            write_lines(out, lines);
            *out += "</section>\n";
        }
        Block::Columns(columns) => write_columns(out, columns),
        Block::Table { columns, rows } => write_table(out, columns, rows),
    }
}

fn write_widths(out: &mut String, shares: impl Iterator<Item = u16>) {
    // The width attribute, because the content security policy forbids style attributes.
    *out += "<colgroup>";
    shares.for_each(|share| *out += &format!("<col width=\"{share}%\">"));
    *out += "</colgroup>\n";
}

fn write_columns(out: &mut String, columns: &[Column]) {
    *out += "<table class=\"columns\" role=\"presentation\">\n";
    write_widths(out, columns.iter().map(|column| column.share));
    *out += "<tr>\n";
    for column in columns {
        *out += &format!("<td{}>\n", class_of(column.align));
        write_lines(out, &column.lines);
        *out += "</td>\n";
    }
    *out += "</tr>\n</table>\n";
}

fn write_table(out: &mut String, columns: &[TableColumn], rows: &[Vec<String>]) {
    *out += "<table class=\"rows\">\n";
    write_widths(out, columns.iter().map(|column| column.share));
    *out += "<thead><tr>";
    for column in columns {
        *out += "<th scope=\"col\">";
        column.head.iter().for_each(|run| write_run(out, run));
        *out += "</th>";
    }
    *out += "</tr></thead>\n<tbody>\n";
    for row in rows {
        *out += "<tr>";
        for (column, cell) in columns.iter().zip(row) {
            *out += &format!("<td{}>{}</td>", class_of(column.align), Escaped(cell));
        }
        *out += "</tr>\n";
    }
    *out += "</tbody>\n</table>\n";
}

fn write_lines(out: &mut String, lines: &[Line]) {
    for (index, line) in lines.iter().enumerate() {
        // A rule is as long as the line above it, so it is a class of that line.
        let rule = match lines.get(index + 1) {
            Some(Line::Rule { whole: true }) => " class=\"whole\"",
            Some(Line::Rule { whole: false }) => " class=\"half\"",
            _ => "",
        };
        write_line(out, line, rule);
    }
}

fn write_line(out: &mut String, line: &Line, rule: &str) {
    match line {
        Line::Text { size, runs } => {
            let (open, close) = match size {
                TextSize::Small => ("<p class=\"s\">", "</p>\n"),
                TextSize::Normal => ("<p>", "</p>\n"),
                TextSize::Large => ("<h1>", "</h1>\n"),
            };
            *out += &format!("{open}<span{rule}>");
            runs.iter().for_each(|run| write_run(out, run));
            *out += &format!("</span>{close}");
        }
        Line::Rule { .. } => {}
        Line::Sign => *out += "<div class=\"sign\"></div>\n",
        Line::Qr(qr) => write_qr(out, qr),
    }
}

fn write_run(out: &mut String, run: &Run) {
    let mut close = String::new();
    for (applies, tag, open) in
        [(run.english, "small", "<small lang=\"en\">"), (run.bold, "strong", "<strong>"), (run.italic, "em", "<em>")]
    {
        if applies {
            *out += open;
            close.insert_str(0, &format!("</{tag}>"));
        }
    }
    let text = Escaped(&run.text).to_string();
    // An address may break after a slash, as in the PDF.
    *out += &if text.starts_with("https://") { text.replace('/', "/<wbr>") } else { text };
    *out += &close;
}

fn write_qr(out: &mut String, qr: &Qr) {
    let side = qr.side + 2 * QUIET_ZONE;
    *out += &format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR {}\" shape-rendering=\"crispEdges\"><path d=\"",
        Escaped(&qr.address)
    );
    for (column, row, length) in &qr.runs {
        *out += &format!("M{} {}h{length}v1h-{length}z", column + QUIET_ZONE, row + QUIET_ZONE);
    }
    *out += "\"/></svg>\n";
}
