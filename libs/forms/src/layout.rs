//! The sheet as positioned lines on paper: what the PDF draws, and what can be checked without drawing.
//!
//! Lengths are points (1/72 inch); `x` grows to the right, `y` downwards from the upper edge.

mod page;
mod paginate;
mod strips;
mod wrap;

pub use page::{Area, Item, MARGIN, MM, Page, Text};

use crate::error::Error;
use crate::sheet::Sheet;
use crate::style::PaperSize;

/// Width and height of a page, and the sizes of running text to try, largest first.
fn dimensions(paper: PaperSize) -> (f32, f32, &'static [f32]) {
    match paper {
        PaperSize::A5 => (148.0 * MM, 210.0 * MM, &[10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0]),
        // The register has several pages in any size.
        PaperSize::A4Landscape => (297.0 * MM, 210.0 * MM, &[7.5]),
    }
}

/// The size of running text that [`lay_out`] chooses; the HTML uses it, so that screen and printout match the PDF.
///
/// # Errors
/// [`Error::Font`] when the embedded font is missing.
pub fn text_size(sheet: &Sheet) -> Result<f32, Error> {
    Ok(best_fit(sheet)?.0)
}

/// Lays a sheet out in the largest text that fits one page, or, when not even the smallest does, in the largest that
/// needs no more pages than the smallest. Nothing is left out or cut off.
///
/// # Errors
/// [`Error::Font`] when the embedded font is missing.
pub fn lay_out(sheet: &Sheet) -> Result<Vec<Page>, Error> {
    Ok(best_fit(sheet)?.1)
}

fn best_fit(sheet: &Sheet) -> Result<(f32, Vec<Page>), Error> {
    let (width, height, sizes) = dimensions(sheet.paper);
    let mut best: Option<(f32, Vec<Page>)> = None;
    for size in sizes {
        let strips = strips::from_blocks(&sheet.blocks, *size, width - 2.0 * MARGIN)?;
        let pages = paginate::paginate(strips, sheet, width, height)?;
        if pages.len() == 1 {
            return Ok((*size, pages));
        }
        if best.as_ref().is_none_or(|(_, best)| pages.len() < best.len()) {
            best = Some((*size, pages));
        }
    }
    Ok(best.unwrap_or_default())
}
