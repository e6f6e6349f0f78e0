//! The embedded typeface and its measures: Libertinus Serif (SIL Open Font License 1.1), which has every Vietnamese letter.
//!
//! Its bytes come with a package of the registry, so the forms look the same on every machine and need no installed font.

use std::collections::HashMap;
use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use crate::Error;

/// A cut of the typeface.
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
    /// The cut for a look. Bold wins over italic: the bold italic cut lacks ơ and ư.
    pub(crate) fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (true, _) => Self::Bold,
            (false, true) => Self::Italic,
            (false, false) => Self::Regular,
        }
    }
}

/// A cut, ready to measure and to embed. Measures are in units of the text size.
pub(crate) struct Program {
    /// As the PDF writer takes it.
    pub embedded: krilla::text::Font,
    /// From the baseline to the highest tone mark.
    pub ascent: f32,
    /// From the baseline down to the lowest tone mark; positive.
    pub descent: f32,
    /// Glyph and advance of every character it has.
    glyphs: HashMap<char, Glyph>,
    /// The box drawn for a character it lacks.
    missing: Glyph,
}

/// A character as it is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// Its width, in units of the text size.
    pub advance: f32,
}

impl Program {
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
        let (ascent, descent) = heights(&font, &line);
        let glyphs = characters.collect();
        Some(Self {
            embedded,
            ascent: ascent / per_em,
            descent: descent / per_em,
            glyphs,
            missing: glyph(GlyphId::NOTDEF),
        })
    }

    /// The character as it is drawn: a box when the typeface lacks it.
    pub fn glyph(&self, c: char) -> Glyph {
        self.glyphs.get(&c).copied().unwrap_or(self.missing)
    }

    /// The width of a text, in units of its size.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(c).advance).sum()
    }
}

/// How far the letters reach above and below the line, in units of the font. Its own line measures stop below the tones
/// of capitals such as Ẩ, so the letters themselves are measured.
fn heights(font: &FontRef<'_>, line: &Metrics) -> (f32, f32) {
    let (charmap, metrics) = (font.charmap(), font.glyph_metrics(Size::unscaled(), LocationRef::default()));
    let bounds = alphabet().into_iter().filter_map(|letter| metrics.bounds(charmap.map(letter)?));
    bounds.fold((line.ascent, -line.descent), |(up, down), bounds| (up.max(bounds.y_max), down.max(-bounds.y_min)))
}

/// The cut, read once per process.
///
/// # Errors
/// When the package no longer carries it.
pub(crate) fn program(face: Face) -> Result<&'static Program, Error> {
    static PROGRAMS: OnceLock<[Option<Program>; 3]> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        // By place, and checked by name: a search by name would keep all fonts of the package in the program, 9 MB
        // instead of 1.
        let mut fonts = typst_assets::fonts();
        let found = [fonts.next(), fonts.next(), fonts.next()];
        std::array::from_fn(|at| Program::read(found[at].filter(|bytes| is_named(bytes, FACES[at].1))?))
    });
    let at = face as usize;
    programs[at].as_ref().ok_or(Error::Font(FACES[at].1))
}

/// From the baseline up to the highest and down to the lowest tone mark of any cut, in units of the text size.
///
/// # Errors
/// When the package no longer carries one of them.
pub(crate) fn line() -> Result<(f32, f32), Error> {
    FACES.iter().try_fold((0.0, 0.0), |(ascent, descent): (f32, f32), (face, _)| {
        let program = program(*face)?;
        Ok((ascent.max(program.ascent), descent.max(program.descent)))
    })
}

/// Whether this is the font of that PostScript name.
fn is_named(bytes: &[u8], name: &str) -> bool {
    let font = FontRef::new(bytes).ok();
    font.and_then(|font| font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first())
        .is_some_and(|found| found.to_string() == name)
}

/// Every Vietnamese letter with every tone, small and capital.
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
        // 12 vowels × 6 tones and 17 consonants, small and capital: nothing stayed decomposed.
        assert_eq!(alphabet.len(), 2 * (12 * 6 + 17));
        for (face, name) in FACES {
            let program = program(face).unwrap();
            let others = "0123456789.,;:/()-–+·…\u{2003}\u{a0}%\"'?!@_&<>₫".chars();
            for c in alphabet.iter().copied().chain(others) {
                assert!(program.glyphs.contains_key(&c), "{name} lacks {c:?}");
            }
        }
    }

    #[test]
    fn no_tone_stands_above_or_below_the_line() {
        for ((face, name), bytes) in FACES.into_iter().zip(typst_assets::fonts()) {
            let (program, font) = (program(face).unwrap(), FontRef::new(bytes).unwrap());
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let per_em = program.embedded.units_per_em();
            for letter in alphabet() {
                let bounds = metrics.bounds(font.charmap().map(letter).unwrap()).unwrap();
                assert!(bounds.y_max / per_em <= program.ascent + 0.001, "{name} {letter}");
                assert!(bounds.y_min / per_em >= -program.descent - 0.001, "{name} {letter}");
            }
        }
    }

    #[test]
    fn faces_stand_where_their_number_says() {
        assert!(FACES.iter().enumerate().all(|(at, (face, _))| *face as usize == at));
    }
}
