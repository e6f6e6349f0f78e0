//! Collects the texts of a sheet.

use motcua_forms::Sheet;
use motcua_forms::sheet::{Block, Column, Line, Run};

/// Every uninterrupted text of a sheet.
pub fn texts(sheet: &Sheet) -> Vec<String> {
    let runs = |runs: &[Run]| runs.iter().map(|run| run.text.clone()).collect::<Vec<_>>();
    let lines = |lines: &[Line]| {
        let text = |line: &Line| match line {
            Line::Text { runs: of, .. } => runs(of),
            Line::Rule { .. } | Line::Sign | Line::Qr(_) => Vec::new(),
        };
        lines.iter().flat_map(text).collect::<Vec<_>>()
    };
    let mut all = vec![sheet.foot.clone()];
    for block in &sheet.blocks {
        all.extend(match block {
            Block::Lines { lines: of, .. } => lines(of),
            Block::Columns(columns) => columns.iter().flat_map(|column: &Column| lines(&column.lines)).collect(),
            Block::Table { columns, rows } => {
                columns.iter().flat_map(|column| runs(&column.head)).chain(rows.iter().flatten().cloned()).collect()
            }
        });
    }
    all
}
