//! Strips set on pages, with the head of a table repeated and the foot below.

use super::strips::{Strip, Strips, THIN};
use super::wrap::wrap;
use super::{Area, Item, MARGIN, Page, Text};
use crate::Error;
use crate::sheet::{Run, Sheet};

/// Size of the foot.
const FOOT: f32 = 6.5;
/// Height kept free for the foot.
const FOOT_BAND: f32 = 11.0;

struct Setting<'a> {
    heads: &'a [Vec<Strip>],
    body: f32,
    width: f32,
    pages: Vec<Vec<Placed>>,
    y: f32,
    group: usize,
}

/// A thing with its group and its column: the order it is read in.
type Placed = (usize, usize, Item);

/// Sets strips on as many pages as they need.
pub(super) fn fill(strips: Strips, sheet: &Sheet, width: f32, height: f32) -> Result<Vec<Page>, Error> {
    let body = height - 2.0 * MARGIN - FOOT_BAND;
    let mut setting =
        Setting { heads: &strips.heads, body, width: width - 2.0 * MARGIN, pages: vec![Vec::new()], y: 0.0, group: 0 };
    for group in strips.all.chunk_by(|a, b| a.group == b.group) {
        let tall: f32 = group.iter().map(|strip| strip.before + strip.height).sum();
        // What is taller than half a page may be broken: moving it whole would leave too much white.
        if setting.y > 0.0 && setting.y + tall > body && tall <= body / 2.0 {
            setting.turn(&group[0], true);
        }
        setting.group += 1;
        for (at, strip) in group.iter().enumerate() {
            setting.place(strip, at == 0);
        }
    }
    let count = setting.pages.len();
    let mut pages = Vec::with_capacity(count);
    for (at, mut placed) in setting.pages.into_iter().enumerate() {
        // The lines of a cell one after the other, so that a name over two lines can be found and copied.
        placed.sort_by_key(|(group, column, _)| (*group, *column));
        let mut items: Vec<Item> = placed.into_iter().map(|(.., item)| item.moved(MARGIN, MARGIN)).collect();
        items.extend(foot(sheet, at + 1, count, width, height)?);
        pages.push(Page { width, height, items });
    }
    Ok(pages)
}

impl Setting<'_> {
    fn place(&mut self, strip: &Strip, starts: bool) {
        if self.y > 0.0 {
            if self.y + strip.before + strip.height > self.body {
                self.turn(strip, starts);
            } else {
                self.y += strip.before;
            }
        }
        self.set(strip);
    }

    /// Begins a page that goes on with this strip.
    fn turn(&mut self, strip: &Strip, starts: bool) {
        let head = strip.head.and_then(|head| self.heads.get(head));
        if head.is_some() && !starts {
            // A row goes on overleaf: close the table below its last line here.
            let area = Area { x: 0.0, y: self.y, width: self.width, height: THIN };
            self.put([(0, Item::Black(vec![area]))]);
        }
        self.pages.push(Vec::new());
        self.y = 0.0;
        self.group += 1;
        for strip in head.into_iter().flatten() {
            self.set(strip);
        }
        self.group += 1;
    }

    fn set(&mut self, strip: &Strip) {
        let y = self.y;
        self.put(strip.items.iter().cloned().map(|(column, item)| (column, item.moved(0.0, y))));
        self.y += strip.height;
    }

    fn put(&mut self, items: impl IntoIterator<Item = (usize, Item)>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(items.into_iter().map(|(column, item)| (self.group, column, item)));
        }
    }
}

/// Number and source of the form; on one of several pages also which, and of which dossier.
fn foot(sheet: &Sheet, page: usize, pages: usize, width: f32, height: f32) -> Result<Vec<Item>, Error> {
    let right = match (pages, sheet.code.as_str()) {
        (1, _) => String::new(),
        (_, "") => format!("Trang {page}/{pages}"),
        (_, code) => format!("{code} · Trang {page}/{pages}"),
    };
    let mut items = Vec::new();
    for (text, at_right) in [(sheet.foot.clone(), false), (right, true)] {
        let run = Run { text, italic: true, ..Run::default() };
        for line in wrap(&[run], FOOT, width)?.into_iter().take(1) {
            let x = if at_right { width - MARGIN - line.width } else { MARGIN };
            let baseline = height - MARGIN - line.descent;
            items.extend(line.pieces.into_iter().map(|piece| {
                let (face, size, text) = (piece.face, piece.size, piece.text);
                Item::Text(Text { x, baseline, width: piece.width, size, face, text })
            }));
        }
    }
    Ok(items)
}
