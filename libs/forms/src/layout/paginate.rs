//! Distributes strips over pages, repeats the head row of a table and adds the footer.

use super::page::{Area, Item, MARGIN, Page, Text};
use super::strips::{RULE_WIDTH, Strip, Strips};
use super::wrap::wrap;
use crate::error::Error;
use crate::sheet::{Run, Sheet};

/// Font size of the footer.
const FOOTER_SIZE: f32 = 6.5;
/// Height reserved for the footer.
const FOOTER_HEIGHT: f32 = 11.0;

/// The pages so far, and the position on the last one.
struct Paginator<'a> {
    heads: &'a [Vec<Strip>],
    body_height: f32,
    width: f32,
    pages: Vec<Vec<Placed>>,
    y: f32,
    group: usize,
}

/// An item with its group and its column, which give the reading order.
type Placed = (usize, usize, Item);

/// Places strips on as many pages as they need.
pub(super) fn paginate(strips: Strips, sheet: &Sheet, width: f32, height: f32) -> Result<Vec<Page>, Error> {
    let body_height = height - 2.0 * MARGIN - FOOTER_HEIGHT;
    let (heads, pages) = (&strips.heads, vec![Vec::new()]);
    let mut paginator = Paginator { heads, body_height, width: width - 2.0 * MARGIN, pages, y: 0.0, group: 0 };
    for group in strips.all.chunk_by(|a, b| a.group == b.group) {
        let group_height: f32 = group.iter().map(|strip| strip.space_before + strip.height).sum();
        let overflows = paginator.y > 0.0 && paginator.y + group_height > body_height;
        // A group higher than half a page is split: moving it whole would leave too much blank space.
        if overflows && group_height <= body_height / 2.0 {
            paginator.start_page(&group[0], true);
        }
        paginator.group += 1;
        for (index, strip) in group.iter().enumerate() {
            paginator.place(strip, index == 0);
        }
    }
    let count = paginator.pages.len();
    let mut pages = Vec::with_capacity(count);
    for (index, mut placed) in paginator.pages.into_iter().enumerate() {
        // The lines of a cell follow each other, so that a name over two lines can be found and copied.
        placed.sort_by_key(|(group, column, _)| (*group, *column));
        let mut items: Vec<Item> = placed.into_iter().map(|(.., item)| item.moved(MARGIN, MARGIN)).collect();
        items.extend(footer(sheet, index + 1, count, width, height)?);
        pages.push(Page { width, height, items });
    }
    Ok(pages)
}

impl Paginator<'_> {
    fn place(&mut self, strip: &Strip, starts_group: bool) {
        if self.y > 0.0 {
            if self.y + strip.space_before + strip.height > self.body_height {
                self.start_page(strip, starts_group);
            } else {
                self.y += strip.space_before;
            }
        }
        self.append(strip);
    }

    /// Starts a page that continues with this strip.
    fn start_page(&mut self, strip: &Strip, starts_group: bool) {
        let head = strip.head.and_then(|head| self.heads.get(head));
        if head.is_some() && !starts_group {
            // A row continues on the next page: close the table below its last line here.
            let area = Area { x: 0.0, y: self.y, width: self.width, height: RULE_WIDTH };
            self.push_items([(0, Item::Rectangles(vec![area]))]);
        }
        self.pages.push(Vec::new());
        self.y = 0.0;
        self.group += 1;
        for strip in head.into_iter().flatten() {
            self.append(strip);
        }
        self.group += 1;
    }

    fn append(&mut self, strip: &Strip) {
        let y = self.y;
        self.push_items(strip.items.iter().cloned().map(|(column, item)| (column, item.moved(0.0, y))));
        self.y += strip.height;
    }

    fn push_items(&mut self, items: impl IntoIterator<Item = (usize, Item)>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(items.into_iter().map(|(column, item)| (self.group, column, item)));
        }
    }
}

/// Number and legal source of the form; on a form of several pages also the page number and the dossier code.
fn footer(sheet: &Sheet, page: usize, pages: usize, width: f32, height: f32) -> Result<Vec<Item>, Error> {
    let right = match (pages, sheet.code.as_str()) {
        (1, _) => String::new(),
        (_, "") => format!("Trang {page}/{pages}"),
        (_, code) => format!("{code} · Trang {page}/{pages}"),
    };
    let mut items = Vec::new();
    for (text, at_right) in [(sheet.foot.clone(), false), (right, true)] {
        let run = Run { text, italic: true, ..Run::default() };
        for line in wrap(&[run], FOOTER_SIZE, width)?.into_iter().take(1) {
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
