//! The sheet as positioned lines on paper: what the PDF draws, and what can be checked without drawing.
//!
//! Lengths are points (1/72 inch); `x` grows to the right, `y` downwards from the upper edge.

mod pages;
mod strips;
mod wrap;

use crate::Error;
use crate::font::{self, Face};
use crate::sheet::Sheet;
use crate::template::Paper;

/// A millimetre in points.
pub const MM: f32 = 72.0 / 25.4;
/// White margin on every side.
pub const MARGIN: f32 = 10.0 * MM;

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Text on one line.
    Text(Text),
    /// Black rectangles that belong together: rules, or the modules of a QR code.
    Black(Vec<Area>),
}

/// Text of one look on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Left end.
    pub x: f32,
    /// Where the letters stand.
    pub baseline: f32,
    /// Measured width.
    pub width: f32,
    /// Size of the text.
    pub size: f32,
    /// Cut of the typeface.
    pub face: Face,
    /// The text.
    pub text: String,
}

impl Text {
    /// From the highest to the lowest tone mark this size can have.
    ///
    /// # Errors
    /// When the embedded font is missing.
    pub fn area(&self) -> Result<Area, Error> {
        let program = font::program(self.face)?;
        let (ascent, descent) = (program.ascent * self.size, program.descent * self.size);
        Ok(Area { x: self.x, y: self.baseline - ascent, width: self.width, height: ascent + descent })
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Item {
    /// The same thing elsewhere.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.baseline += dy;
            }
            Self::Black(areas) => areas.iter_mut().for_each(|area| {
                area.x += dx;
                area.y += dy;
            }),
        }
        self
    }
}

/// Width and height of a page, and the sizes of running text to try, largest first.
fn format(paper: Paper) -> (f32, f32, &'static [f32]) {
    match paper {
        Paper::A5 => (148.0 * MM, 210.0 * MM, &[10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0]),
        // The register runs over pages anyway.
        Paper::A4Landscape => (297.0 * MM, 210.0 * MM, &[7.5]),
    }
}

/// The size of running text [`lay_out`] chooses, so that a screen and its printout are like the paper.
///
/// # Errors
/// When the embedded font is missing.
pub fn text_size(sheet: &Sheet) -> Result<f32, Error> {
    Ok(fitted(sheet)?.0)
}

/// Lays a sheet out: in the largest text that fits one page, or, when not even the smallest does, in the largest that
/// needs no more pages than the smallest. Nothing is left out or cut off.
///
/// # Errors
/// When the embedded font is missing.
pub fn lay_out(sheet: &Sheet) -> Result<Vec<Page>, Error> {
    Ok(fitted(sheet)?.1)
}

fn fitted(sheet: &Sheet) -> Result<(f32, Vec<Page>), Error> {
    let (width, height, sizes) = format(sheet.paper);
    let mut best: Option<(f32, Vec<Page>)> = None;
    for size in sizes {
        let strips = strips::of(&sheet.blocks, *size, width - 2.0 * MARGIN)?;
        let pages = pages::fill(strips, sheet, width, height)?;
        if pages.len() == 1 {
            return Ok((*size, pages));
        }
        if best.as_ref().is_none_or(|(_, best)| pages.len() < best.len()) {
            best = Some((*size, pages));
        }
    }
    Ok(best.unwrap_or_default())
}
