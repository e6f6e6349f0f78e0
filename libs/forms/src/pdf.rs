//! The positioned lines as a PDF: vector text in an embedded, subset font that can be searched and copied.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use crate::layout::{self, Area, Item, Text};
use crate::{Error, Sheet, font};

/// Draws a sheet as a PDF. The same sheet gives the same bytes: the file carries no time of making.
///
/// # Errors
/// When the embedded font is missing or the file cannot be written.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    // A page is drawn from positions alone; there is no structure to tag.
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    // No name of an applicant: titles show up in lists and histories of files.
    let title = if sheet.code.is_empty() { sheet.title.clone() } else { format!("{} {}", sheet.title, sheet.code) };
    document.set_metadata(Metadata::new().title(title).language("vi".to_owned()));
    for page in layout::lay_out(sheet)? {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or_else(|| Error::Pdf("a page has no size".to_owned()))?;
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        for item in &page.items {
            match item {
                Item::Text(text) => write(&mut surface, text)?,
                Item::Black(areas) => blacken(&mut surface, areas),
            }
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(|error| Error::Pdf(format!("{error:?}")))
}

fn write(surface: &mut Surface<'_>, text: &Text) -> Result<(), Error> {
    let program = font::program(text.face)?;
    let glyphs: Vec<KrillaGlyph> = text
        .text
        .char_indices()
        .map(|(at, c)| {
            let glyph = program.glyph(c);
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        })
        .collect();
    let start = Point::from_xy(text.x, text.baseline);
    surface.draw_glyphs(start, &glyphs, program.embedded.clone(), &text.text, text.size, false);
    Ok(())
}

fn blacken(surface: &mut Surface<'_>, areas: &[Area]) {
    let mut path = PathBuilder::new();
    for area in areas {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.width, area.height) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
