//! A bar of segments, drawn as SVG, with its description in words.

use motcua_contracts::format::scaled;

/// Width of a whole bar, in units of the drawing.
pub const FULL_WIDTH: u64 = 1000;

/// A bar.
pub struct Bar {
    /// Key of its element.
    pub key: String,
    /// What it shows.
    pub title: String,
    /// What it shows, with the numbers.
    pub description: String,
    /// Its segments, from the left.
    pub segments: Vec<Segment>,
}

/// A segment of a bar.
pub struct Segment {
    /// Key of its element.
    pub key: String,
    /// Its colour, as a class of the style sheet.
    pub class: &'static str,
    /// Left edge.
    pub x: u64,
    /// Width.
    pub width: u64,
}

impl Bar {
    /// A bar of these amounts out of `whole`. The edges are rounded, not the widths, so that no gap appears.
    pub fn of(key: &str, title: String, description: String, whole: u64, amounts: &[(&'static str, u64)]) -> Self {
        let mut sum = 0;
        let segments = amounts.iter().enumerate().map(|(position, (class, amount))| {
            let x = scaled(sum, whole, FULL_WIDTH);
            sum += amount;
            let width = scaled(sum, whole, FULL_WIDTH).saturating_sub(x);
            Segment { key: format!("{key}-{position}"), class, x, width }
        });
        Self { key: key.to_owned(), title, description, segments: segments.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segments_fill_the_bar() {
        let bar = Bar::of("b", String::new(), String::new(), 43_378, &[("a", 19_126), ("b", 22_542), ("c", 1_710)]);
        let ends: Vec<u64> = bar.segments.iter().map(|segment| segment.x + segment.width).collect();
        assert_eq!(ends, [441, 961, 1000]);
        assert_eq!(bar.segments[1].x, 441);
    }

    #[test]
    fn a_bar_of_zero_is_empty() {
        assert_eq!(Bar::of("b", String::new(), String::new(), 0, &[("a", 0)]).segments[0].width, 0);
    }
}
