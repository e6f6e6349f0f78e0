//! A bar made of parts, drawn as SVG; what it shows is also said in words.

use crate::words::rounded;

/// The width of a whole bar in the drawing's own units.
pub const WHOLE: u64 = 1000;

/// A bar.
pub struct Bar {
    /// Names it for the events.
    pub key: String,
    /// What it shows.
    pub title: String,
    /// The same with the numbers.
    pub description: String,
    /// Its parts, from the left.
    pub parts: Vec<Segment>,
}

/// One part of a bar.
pub struct Segment {
    /// Names it for the events.
    pub key: String,
    /// Its colour, as the style sheet names it.
    pub class: &'static str,
    /// Where it begins.
    pub x: u64,
    /// How wide it is.
    pub width: u64,
}

impl Bar {
    /// A bar of these amounts out of `whole`. The edges are rounded, not the widths, so that nothing gapes.
    pub fn of(key: &str, title: String, description: String, whole: u64, amounts: &[(&'static str, u64)]) -> Self {
        let mut before = 0;
        let parts = amounts.iter().enumerate().map(|(at, (class, amount))| {
            let x = rounded(before, whole, WHOLE);
            before += amount;
            Segment { key: format!("{key}-{at}"), class, x, width: rounded(before, whole, WHOLE).saturating_sub(x) }
        });
        Self { key: key.to_owned(), title, description, parts: parts.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar() {
        let bar = Bar::of("b", String::new(), String::new(), 43_378, &[("a", 19_126), ("b", 22_542), ("c", 1_710)]);
        let ends: Vec<u64> = bar.parts.iter().map(|part| part.x + part.width).collect();
        assert_eq!(ends, [441, 961, 1000]);
        assert_eq!(bar.parts[1].x, 441);
    }

    #[test]
    fn nothing_of_nothing_is_an_empty_bar() {
        assert_eq!(Bar::of("b", String::new(), String::new(), 0, &[("a", 0)]).parts[0].width, 0);
    }
}
