//! The embedded typeface and its metrics: Libertinus Serif (SIL Open Font License 1.1), which has every Vietnamese letter.
//!
//! A dependency contains its bytes, so the forms look the same on every machine and need no installed font.

use std::collections::HashMap;
use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use crate::error::Error;

/// A style of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
}

const FACES: [(Face, &str); 3] = [
    (Face::Regular, "LibertinusSerif-Regular"),
    (Face::Bold, "LibertinusSerif-Bold"),
    (Face::Italic, "LibertinusSerif-Italic"),
];

impl Face {
    /// The face for a style. Bold wins over italic: the bold italic face lacks ơ and ư.
    pub(crate) fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (true, _) => Self::Bold,
            (false, true) => Self::Italic,
            (false, false) => Self::Regular,
        }
    }
}

/// A loaded face, ready to measure and to embed. Lengths are in units of the font size.
pub(crate) struct Font {
    /// The font for the PDF writer.
    pub embedded: krilla::text::Font,
    /// From the baseline to the highest tone mark.
    pub ascent: f32,
    /// From the baseline down to the lowest tone mark; positive.
    pub descent: f32,
    /// The glyph of every character the font has.
    glyphs: HashMap<char, Glyph>,
    /// The box drawn for a character the font lacks.
    missing: Glyph,
}

/// The glyph of a character.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// Its width, in units of the font size.
    pub advance: f32,
}

impl Font {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let embedded = krilla::text::Font::new(bytes.into(), 0)?;
        let line = font.metrics(Size::unscaled(), LocationRef::default());
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let per_em = f32::from(line.units_per_em);
        let glyph = |id: GlyphId| {
            let advance = metrics.advance_width(id).unwrap_or(0.0) / per_em;
            Glyph { id: id.to_u32(), advance }
        };
        let characters = font.charmap().mappings().filter_map(|(c, id)| Some((char::from_u32(c)?, glyph(id))));
        let (ascent, descent) = vertical_extent(&font, &line);
        let glyphs = characters.collect();
        Some(Self {
            embedded,
            ascent: ascent / per_em,
            descent: descent / per_em,
            glyphs,
            missing: glyph(GlyphId::NOTDEF),
        })
    }

    /// The glyph of a character: a box when the font lacks it.
    pub fn glyph(&self, c: char) -> Glyph {
        self.glyphs.get(&c).copied().unwrap_or(self.missing)
    }

    /// The width of a text, in units of the font size.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(c).advance).sum()
    }
}

/// Ascent and descent over all letters, in font units. The line metrics of the font end below the tone marks of capitals
/// such as Ẩ, so the letters themselves are measured.
fn vertical_extent(font: &FontRef<'_>, line: &Metrics) -> (f32, f32) {
    let (charmap, metrics) = (font.charmap(), font.glyph_metrics(Size::unscaled(), LocationRef::default()));
    let bounds = alphabet().into_iter().filter_map(|letter| metrics.bounds(charmap.map(letter)?));
    bounds.fold((line.ascent, -line.descent), |(up, down), bounds| (up.max(bounds.y_max), down.max(-bounds.y_min)))
}

/// The font of a face, read once per process.
///
/// # Errors
/// [`Error::Font`] when the dependency no longer contains it.
pub(crate) fn load(face: Face) -> Result<&'static Font, Error> {
    static FONTS: OnceLock<[Option<Font>; 3]> = OnceLock::new();
    let loaded = FONTS.get_or_init(|| {
        // By position, and checked by name: a search by name would link all fonts of the dependency, 9 MB instead of 1.
        let mut fonts = typst_assets::fonts();
        let found = [fonts.next(), fonts.next(), fonts.next()];
        std::array::from_fn(|index| Font::read(found[index].filter(|bytes| is_named(bytes, FACES[index].1))?))
    });
    let index = face as usize;
    loaded[index].as_ref().ok_or(Error::Font(FACES[index].1))
}

/// The largest ascent and descent of any face, in units of the font size.
///
/// # Errors
/// [`Error::Font`] when the dependency no longer contains one of the faces.
pub(crate) fn line_extent() -> Result<(f32, f32), Error> {
    FACES.iter().try_fold((0.0, 0.0), |(ascent, descent): (f32, f32), (face, _)| {
        let font = load(*face)?;
        Ok((ascent.max(font.ascent), descent.max(font.descent)))
    })
}

/// Whether the font has this PostScript name.
fn is_named(bytes: &[u8], name: &str) -> bool {
    let font = FontRef::new(bytes).ok();
    font.and_then(|font| font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first())
        .is_some_and(|found| found.to_string() == name)
}

/// Every Vietnamese letter with every tone, lower and upper case.
pub(crate) fn alphabet() -> Vec<char> {
    const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars();
    let toned = vowels.flat_map(|vowel| TONES.map(|tone| format!("{vowel}{tone}").nfc().collect::<String>()));
    let consonants = "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX".chars();
    toned.flat_map(|letter| letter.chars().collect::<Vec<_>>()).chain(consonants).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_every_vietnamese_letter() {
        let alphabet = alphabet();
        // 12 vowels × 6 tones and 17 consonants, lower and upper case: nothing stayed decomposed.
        assert_eq!(alphabet.len(), 2 * (12 * 6 + 17));
        for (face, name) in FACES {
            let font = load(face).unwrap();
            let others = "0123456789.,;:/()-–+·…\u{2003}\u{a0}%\"'?!@_&<>₫".chars();
            for c in alphabet.iter().copied().chain(others) {
                assert!(font.glyphs.contains_key(&c), "{name} lacks {c:?}");
            }
        }
    }

    #[test]
    fn tone_marks_stay_within_ascent_and_descent() {
        for ((face, name), bytes) in FACES.into_iter().zip(typst_assets::fonts()) {
            let (font, reference) = (load(face).unwrap(), FontRef::new(bytes).unwrap());
            let metrics = reference.glyph_metrics(Size::unscaled(), LocationRef::default());
            let per_em = font.embedded.units_per_em();
            for letter in alphabet() {
                let bounds = metrics.bounds(reference.charmap().map(letter).unwrap()).unwrap();
                assert!(bounds.y_max / per_em <= font.ascent + 0.001, "{name} {letter}");
                assert!(bounds.y_min / per_em >= -font.descent - 0.001, "{name} {letter}");
            }
        }
    }

    #[test]
    fn faces_are_listed_in_the_order_of_the_enum() {
        assert!(FACES.iter().enumerate().all(|(index, (face, _))| *face as usize == index));
    }
}
