//! The blocks of a sheet as strips: full-width bands that are never split across pages.

use super::page::{Area, Item, MM, Text};
use super::wrap::{Wrapped, wrap, wrap_balanced};
use crate::error::Error;
use crate::qr::{QUIET_ZONE, Qr};
use crate::sheet::{Block, Column, Line, Run, TableColumn};
use crate::style::{Align, TextSize};

/// Thickness of rules and of the borders of tables.
pub(super) const RULE_WIDTH: f32 = 0.5;
/// Padding between the border of a table cell and its text, left and right.
const CELL_PADDING: f32 = 2.5;
/// Side of the QR code with its quiet zone: 25 mm, so that a module is wider than half a millimetre.
const QR_SIDE: f32 = 25.0 * MM;

/// A full-width band of a page that is never split.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Blank space above it; none at the top of a page.
    pub space_before: f32,
    pub height: f32,
    /// Its items, each with its column: a page is read column by column.
    pub items: Vec<(usize, Item)>,
    /// Strips of one group stay on one page where possible.
    pub group: usize,
    /// Index of the head row to repeat when a page starts with this strip.
    pub head: Option<usize>,
}

/// The strips of a sheet and the head rows of its tables.
#[derive(Debug, Default)]
pub(super) struct Strips {
    pub all: Vec<Strip>,
    pub heads: Vec<Vec<Strip>>,
}

/// Cuts blocks into strips of this width.
pub(super) fn from_blocks(blocks: &[Block], size: f32, width: f32) -> Result<Strips, Error> {
    let mut strips = Strips::default();
    for block in blocks {
        let first = strips.all.len();
        match block {
            Block::Lines { align, lines } => {
                let stacked = stack_lines(lines, size, width, *align)?;
                strips.all.extend((first..).zip(stacked).map(|(group, line)| Strip { group, ..line }));
            }
            Block::Columns(columns) => strips.all.push(Strip { group: first, ..columns_strip(columns, size, width)? }),
            Block::Table { columns, rows } => table_strips(&mut strips, columns, rows, size, width)?,
        }
        if let Some(strip) = strips.all.get_mut(first) {
            strip.space_before = if first == 0 { 0.0 } else { size * 0.4 };
        }
    }
    Ok(strips)
}

/// One strip for each line.
fn stack_lines(lines: &[Line], size: f32, width: f32, align: Align) -> Result<Vec<Strip>, Error> {
    let mut strips = Vec::new();
    let mut above = 0.0;
    for line in lines {
        match line {
            Line::Text { size: relative, runs } => {
                let size = size * scale(*relative);
                let wrapped = match align {
                    Align::Left => wrap(runs, size, width)?,
                    Align::Centre => wrap_balanced(runs, size, width)?,
                };
                above = wrapped.iter().map(|line| line.width).fold(0.0, f32::max);
                strips.extend(wrapped.iter().map(|line| Strip {
                    height: line.ascent + line.descent,
                    items: text_items(line, 0.0, line.ascent, width, align).map(|item| (0, item)).collect(),
                    ..Strip::default()
                }));
            }
            Line::Rule { whole } => {
                let length = if *whole { above } else { above / 2.0 };
                let area = Area { x: (width - length) / 2.0, y: size * 0.2, width: length, height: RULE_WIDTH };
                strips.push(Strip {
                    height: size * 0.5,
                    items: vec![(0, Item::Rectangles(vec![area]))],
                    ..Strip::default()
                });
            }
            Line::Sign => strips.push(Strip { height: size * 4.2, ..Strip::default() }),
            Line::Qr(qr) => strips.push(qr_strip(qr, width)),
        }
    }
    Ok(strips)
}

fn scale(size: TextSize) -> f32 {
    match size {
        TextSize::Small => 0.84,
        TextSize::Normal => 1.0,
        TextSize::Large => 1.25,
    }
}

/// The pieces of a line, side by side.
fn text_items(line: &Wrapped, left: f32, baseline: f32, width: f32, align: Align) -> impl Iterator<Item = Item> {
    let mut x = match align {
        Align::Left => left,
        Align::Centre => left + (width - line.width) / 2.0,
    };
    line.pieces.iter().map(move |piece| {
        let (face, size, text) = (piece.face, piece.size, piece.text.clone());
        x += piece.width;
        Item::Text(Text { x: x - piece.width, baseline, width: piece.width, size, face, text })
    })
}

fn qr_strip(qr: &Qr, width: f32) -> Strip {
    let module = QR_SIDE / (qr.side + 2 * QUIET_ZONE) as f32;
    let left = (width - QR_SIDE) / 2.0;
    let offset = |modules: usize| (modules + QUIET_ZONE) as f32 * module;
    let modules = qr.runs.iter().map(|(column, row, length)| Area {
        x: left + offset(*column),
        y: offset(*row),
        width: *length as f32 * module,
        height: module,
    });
    Strip { height: QR_SIDE, items: vec![(0, Item::Rectangles(modules.collect()))], ..Strip::default() }
}

/// Columns side by side, as one strip.
fn columns_strip(columns: &[Column], size: f32, width: f32) -> Result<Strip, Error> {
    let mut strip = Strip::default();
    let mut left = 0.0;
    for (number, column) in columns.iter().enumerate() {
        let share = width * f32::from(column.share) / 100.0;
        let mut y = 0.0;
        for line in stack_lines(&column.lines, size, share - 2.0 * CELL_PADDING, column.align)? {
            strip.items.extend(line.items.into_iter().map(|(_, item)| (number, item.moved(left + CELL_PADDING, y))));
            y += line.height;
        }
        strip.height = strip.height.max(y);
        left += share;
    }
    Ok(strip)
}

fn table_strips(
    strips: &mut Strips,
    columns: &[TableColumn],
    rows: &[Vec<String>],
    size: f32,
    width: f32,
) -> Result<(), Error> {
    let bold = |run: &Run| Run { bold: true, ..run.clone() };
    let heads: Vec<Vec<Run>> = columns.iter().map(|column| column.head.iter().map(bold).collect()).collect();
    let group = strips.all.len();
    let mut head = row_strips(columns, &heads, Some(Align::Centre), size, width)?;
    head.iter_mut().for_each(|strip| strip.group = group);
    let number = strips.heads.len();
    strips.all.extend(head.iter().cloned());
    strips.heads.push(head);
    for (index, cells) in rows.iter().enumerate() {
        let cells: Vec<Vec<Run>> =
            cells.iter().map(|cell| vec![Run { text: cell.clone(), ..Run::default() }]).collect();
        // The first row is in the group of the head, so that a page never ends with a head alone.
        let lines = row_strips(columns, &cells, None, size, width)?;
        strips.all.extend(lines.into_iter().map(|strip| Strip { group: group + index, head: Some(number), ..strip }));
    }
    Ok(())
}

/// A row as one strip per line, so that a row higher than a page can continue on the next one. Only a head has a border
/// above it; the other rows share the lower border of the row before.
fn row_strips(
    columns: &[TableColumn],
    cells: &[Vec<Run>],
    align: Option<Align>,
    size: f32,
    width: f32,
) -> Result<Vec<Strip>, Error> {
    let mut placed = Vec::with_capacity(columns.len());
    let mut left = 0.0;
    for (column, cell) in columns.iter().zip(cells) {
        let share = width * f32::from(column.share) / 100.0;
        placed.push((left, share, align.unwrap_or(column.align), wrap(cell, size, share - 2.0 * CELL_PADDING)?));
        left += share;
    }
    let count = placed.iter().map(|(.., lines)| lines.len()).max().unwrap_or(0);
    let mut strips = Vec::with_capacity(count);
    for index in 0..count {
        let (above, below) = (padding(index == 0), padding(index + 1 == count));
        let line = |lines: &[Wrapped]| lines.get(index).map_or((0.0, 0.0), |line| (line.ascent, line.descent));
        let ascent = placed.iter().map(|(.., lines)| line(lines).0).fold(0.0, f32::max);
        let descent = placed.iter().map(|(.., lines)| line(lines).1).fold(0.0, f32::max);
        let height = above + ascent + descent + below;
        let is_top = align.is_some() && index == 0;
        let borders = borders(&placed, width, height, is_top, index + 1 == count);
        let mut items = vec![(0, Item::Rectangles(borders))];
        for (number, (left, share, align, lines)) in placed.iter().enumerate() {
            if let Some(line) = lines.get(index) {
                let texts = text_items(line, left + CELL_PADDING, above + ascent, share - 2.0 * CELL_PADDING, *align);
                items.extend(texts.map(|item| (number, item)));
            }
        }
        strips.push(Strip { height, items, ..Strip::default() });
    }
    Ok(strips)
}

/// Padding between the border of a table cell and its text, above or below.
fn padding(edge: bool) -> f32 {
    if edge { 1.5 } else { 0.0 }
}

fn borders(cells: &[(f32, f32, Align, Vec<Wrapped>)], width: f32, height: f32, top: bool, bottom: bool) -> Vec<Area> {
    let lefts = cells.iter().map(|(left, ..)| *left).chain([width - RULE_WIDTH]);
    let mut areas: Vec<Area> = lefts.map(|x| Area { x, y: 0.0, width: RULE_WIDTH, height }).collect();
    if top {
        areas.push(Area { x: 0.0, y: 0.0, width, height: RULE_WIDTH });
    }
    if bottom {
        areas.push(Area { x: 0.0, y: height - RULE_WIDTH, width, height: RULE_WIDTH });
    }
    areas
}
