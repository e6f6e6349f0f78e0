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

use crate::error::Error;
use crate::font;
use crate::layout::{self, Area, Item, Text};
use crate::sheet::Sheet;

/// Draws a sheet as a PDF. The same sheet gives the same bytes: the file has no creation time.
///
/// # Errors
/// [`Error::Font`] when the embedded font is missing, [`Error::Pdf`] when the file cannot be written.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    // A page consists of positioned text; there is no structure to tag.
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    // Without the name of the applicant: titles appear in lists and histories of files.
    let title = if sheet.code.is_empty() { sheet.title.clone() } else { format!("{} {}", sheet.title, sheet.code) };
    document.set_metadata(Metadata::new().title(title).language("vi".to_owned()));
    for page in layout::lay_out(sheet)? {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or_else(|| Error::Pdf("a page has an invalid size".to_owned()))?;
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        for item in &page.items {
            match item {
                Item::Text(text) => draw_text(&mut surface, text)?,
                Item::Rectangles(areas) => draw_rectangles(&mut surface, areas),
            }
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(|error| Error::Pdf(format!("{error:?}")))
}

fn draw_text(surface: &mut Surface<'_>, text: &Text) -> Result<(), Error> {
    let font = font::load(text.face)?;
    let glyphs: Vec<KrillaGlyph> = text
        .text
        .char_indices()
        .map(|(at, c)| {
            let glyph = font.glyph(c);
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        })
        .collect();
    let start = Point::from_xy(text.x, text.baseline);
    surface.draw_glyphs(start, &glyphs, font.embedded.clone(), &text.text, text.size, false);
    Ok(())
}

fn draw_rectangles(surface: &mut Surface<'_>, areas: &[Area]) {
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
