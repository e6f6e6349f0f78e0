//! The blocks of a sheet as strips: what a page takes whole, from edge to edge.

use super::wrap::{Wrapped, balanced, wrap};
use super::{Area, Item, Text};
use crate::Error;
use crate::qr::{QUIET, Qr};
use crate::sheet::{Align, Block, Column, Line, Run, Size, TableColumn};

/// Thickness of the lines of a table.
pub(super) const THIN: f32 = 0.5;
/// Between the lines of a table and its text, left and right.
const PAD: f32 = 2.5;
/// Side of the QR code with its quiet zone: 25 mm, so that a module is over half a millimetre.
const QR_SIDE: f32 = 25.0 * super::MM;

/// What a page takes whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// White above it; none at the top of a page.
    pub before: f32,
    pub height: f32,
    /// What stands on it, each with its column: a page reads column by column.
    pub items: Vec<(usize, Item)>,
    /// Strips of one group stay on one page where they can.
    pub group: usize,
    /// The head to repeat when a page breaks before this strip.
    pub head: Option<usize>,
}

/// The strips of a sheet and the heads of its tables.
#[derive(Debug, Default)]
pub(super) struct Strips {
    pub all: Vec<Strip>,
    pub heads: Vec<Vec<Strip>>,
}

/// Cuts blocks into strips for a body of that width.
pub(super) fn of(blocks: &[Block], size: f32, width: f32) -> Result<Strips, Error> {
    let mut strips = Strips::default();
    for block in blocks {
        let first = strips.all.len();
        match block {
            Block::Lines { align, lines } => {
                let stacked = stack(lines, size, width, *align)?;
                strips.all.extend((first..).zip(stacked).map(|(group, line)| Strip { group, ..line }));
            }
            Block::Columns(columns) => strips.all.push(Strip { group: first, ..beside(columns, size, width)? }),
            Block::Table { columns, rows } => table(&mut strips, columns, rows, size, width)?,
        }
        if let Some(strip) = strips.all.get_mut(first) {
            strip.before = if first == 0 { 0.0 } else { size * 0.4 };
        }
    }
    Ok(strips)
}

/// Lines below each other, each a strip; also cells of columns.
fn stack(lines: &[Line], size: f32, width: f32, align: Align) -> Result<Vec<Strip>, Error> {
    let mut strips = Vec::new();
    let mut above = 0.0;
    for line in lines {
        match line {
            Line::Text { size: relative, runs } => {
                let size = size * factor(*relative);
                let wrapped = match align {
                    Align::Left => wrap(runs, size, width)?,
                    Align::Centre => balanced(runs, size, width)?,
                };
                above = wrapped.iter().map(|line| line.width).fold(0.0, f32::max);
                strips.extend(wrapped.iter().map(|line| Strip {
                    height: line.ascent + line.descent,
                    items: set(line, 0.0, line.ascent, width, align).map(|item| (0, item)).collect(),
                    ..Strip::default()
                }));
            }
            Line::Rule { whole } => {
                let long = if *whole { above } else { above / 2.0 };
                let area = Area { x: (width - long) / 2.0, y: size * 0.2, width: long, height: THIN };
                strips.push(Strip {
                    height: size * 0.5,
                    items: vec![(0, Item::Black(vec![area]))],
                    ..Strip::default()
                });
            }
            Line::Sign => strips.push(Strip { height: size * 4.2, ..Strip::default() }),
            Line::Qr(qr) => strips.push(code(qr, width)),
        }
    }
    Ok(strips)
}

fn factor(size: Size) -> f32 {
    match size {
        Size::Small => 0.84,
        Size::Normal => 1.0,
        Size::Large => 1.25,
    }
}

/// The pieces of a line, side by side.
fn set(line: &Wrapped, left: f32, baseline: f32, width: f32, align: Align) -> impl Iterator<Item = Item> {
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

fn code(qr: &Qr, width: f32) -> Strip {
    let module = QR_SIDE / (qr.side + 2 * QUIET) as f32;
    let left = (width - QR_SIDE) / 2.0;
    let at = |modules: usize| (modules + QUIET) as f32 * module;
    let modules = qr.runs.iter().map(|(column, row, length)| Area {
        x: left + at(*column),
        y: at(*row),
        width: *length as f32 * module,
        height: module,
    });
    Strip { height: QR_SIDE, items: vec![(0, Item::Black(modules.collect()))], ..Strip::default() }
}

/// Columns beside each other, as one strip.
fn beside(columns: &[Column], size: f32, width: f32) -> Result<Strip, Error> {
    let mut strip = Strip::default();
    let mut left = 0.0;
    for (number, column) in columns.iter().enumerate() {
        let share = width * f32::from(column.share) / 100.0;
        let mut y = 0.0;
        for line in stack(&column.lines, size, share - 2.0 * PAD, column.align)? {
            strip.items.extend(line.items.into_iter().map(|(_, item)| (number, item.moved(left + PAD, y))));
            y += line.height;
        }
        strip.height = strip.height.max(y);
        left += share;
    }
    Ok(strip)
}

fn table(
    strips: &mut Strips,
    columns: &[TableColumn],
    rows: &[Vec<String>],
    size: f32,
    width: f32,
) -> Result<(), Error> {
    let bold = |run: &Run| Run { bold: true, ..run.clone() };
    let heads: Vec<Vec<Run>> = columns.iter().map(|column| column.head.iter().map(bold).collect()).collect();
    let group = strips.all.len();
    let mut head = row(columns, &heads, Some(Align::Centre), size, width)?;
    head.iter_mut().for_each(|strip| strip.group = group);
    let number = strips.heads.len();
    strips.all.extend(head.iter().cloned());
    strips.heads.push(head);
    for (at, cells) in rows.iter().enumerate() {
        let cells: Vec<Vec<Run>> =
            cells.iter().map(|cell| vec![Run { text: cell.clone(), ..Run::default() }]).collect();
        // The first row stays with the head.
        let lines = row(columns, &cells, None, size, width)?;
        strips.all.extend(lines.into_iter().map(|strip| Strip { group: group + at, head: Some(number), ..strip }));
    }
    Ok(())
}

/// A row as one strip per line, so that a row longer than a page can go on. Only a head has a line above it; the rows
/// stand on the line below the row before.
fn row(
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
        placed.push((left, share, align.unwrap_or(column.align), wrap(cell, size, share - 2.0 * PAD)?));
        left += share;
    }
    let count = placed.iter().map(|(.., lines)| lines.len()).max().unwrap_or(0);
    let mut strips = Vec::with_capacity(count);
    for at in 0..count {
        let (above, below) = (pad(at == 0), pad(at + 1 == count));
        let line = |lines: &[Wrapped]| lines.get(at).map_or((0.0, 0.0), |line| (line.ascent, line.descent));
        let ascent = placed.iter().map(|(.., lines)| line(lines).0).fold(0.0, f32::max);
        let descent = placed.iter().map(|(.., lines)| line(lines).1).fold(0.0, f32::max);
        let height = above + ascent + descent + below;
        let edges = edges(&placed, width, height, align.is_some() && at == 0, at + 1 == count);
        let mut items = vec![(0, Item::Black(edges))];
        for (number, (left, share, align, lines)) in placed.iter().enumerate() {
            if let Some(line) = lines.get(at) {
                let texts = set(line, left + PAD, above + ascent, share - 2.0 * PAD, *align);
                items.extend(texts.map(|item| (number, item)));
            }
        }
        strips.push(Strip { height, items, ..Strip::default() });
    }
    Ok(strips)
}

/// White between a line of a table and the text above or below it.
fn pad(edge: bool) -> f32 {
    if edge { 1.5 } else { 0.0 }
}

fn edges(cells: &[(f32, f32, Align, Vec<Wrapped>)], width: f32, height: f32, top: bool, bottom: bool) -> Vec<Area> {
    let lefts = cells.iter().map(|(left, ..)| *left).chain([width - THIN]);
    let mut areas: Vec<Area> = lefts.map(|x| Area { x, y: 0.0, width: THIN, height }).collect();
    if top {
        areas.push(Area { x: 0.0, y: 0.0, width, height: THIN });
    }
    if bottom {
        areas.push(Area { x: 0.0, y: height - THIN, width, height: THIN });
    }
    areas
}
