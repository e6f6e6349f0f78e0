//! The model of a laid-out page: positioned text and black rectangles.

use crate::error::Error;
use crate::font::{self, Face};

/// A millimetre in points.
pub const MM: f32 = 72.0 / 25.4;
/// Width of the blank margin on every side, in points.
pub const MARGIN: f32 = 10.0 * MM;

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The contents, in reading order.
    pub items: Vec<Item>,
}

/// Something printed on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Text on one line.
    Text(Text),
    /// Black rectangles that belong together: rules, or the modules of a QR code.
    Rectangles(Vec<Area>),
}

/// Text of one style on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Left end.
    pub x: f32,
    /// Distance of the baseline from the upper edge.
    pub baseline: f32,
    /// Measured width.
    pub width: f32,
    /// Font size.
    pub size: f32,
    /// Style of the typeface.
    pub face: Face,
    /// The text.
    pub text: String,
}

impl Text {
    /// The area from the highest to the lowest tone mark this font size can have.
    ///
    /// # Errors
    /// [`Error::Font`] when the embedded font is missing.
    pub fn area(&self) -> Result<Area, Error> {
        let font = font::load(self.face)?;
        let (ascent, descent) = (font.ascent * self.size, font.descent * self.size);
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
    /// The same item, shifted.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.baseline += dy;
            }
            Self::Rectangles(areas) => areas.iter_mut().for_each(|area| {
                area.x += dx;
                area.y += dy;
            }),
        }
        self
    }
}
