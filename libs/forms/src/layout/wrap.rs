//! Text broken into lines by measured widths.

use crate::Error;
use crate::font::{self, Face};
use crate::sheet::Run;

/// English in small print, relative to the Vietnamese beside it.
const ENGLISH: f32 = 0.8;

/// Text of one look within a line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub face: Face,
    pub size: f32,
    pub width: f32,
}

/// A line that fits.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrapped {
    pub pieces: Vec<Piece>,
    pub width: f32,
    pub ascent: f32,
    pub descent: f32,
}

/// What may not be broken, with the white space before it.
#[derive(Default)]
struct Word {
    lead: String,
    pieces: Vec<Piece>,
    new_line: bool,
}

/// Breaks runs into lines no wider than `width`. Always at least one line.
pub(super) fn wrap(runs: &[Run], size: f32, width: f32) -> Result<Vec<Wrapped>, Error> {
    let mut lines = vec![empty(size)?];
    for word in words(runs, size)? {
        let mut lead = word.lead.as_str();
        if word.new_line {
            lines.push(empty(size)?);
            lead = "";
        }
        let Some(look) = word.pieces.first() else { continue };
        let own: f32 = word.pieces.iter().map(|piece| piece.width).sum();
        let gap = font::program(look.face)?.width(lead) * look.size;
        let line = lines.len() - 1;
        let stands = !lines[line].pieces.is_empty();
        if stands && lines[line].width + gap + own > width {
            lines.push(empty(size)?);
            lead = "";
        } else if !stands {
            lead = "";
        }
        for piece in word.pieces {
            place(&mut lines, std::mem::take(&mut lead), piece, width, size)?;
        }
    }
    Ok(lines)
}

/// Like [`wrap`], with lines about as long as each other: what stands in the middle should not end in a lonely word.
pub(super) fn balanced(runs: &[Run], size: f32, width: f32) -> Result<Vec<Wrapped>, Error> {
    let mut best = wrap(runs, size, width)?;
    let lines = best.len();
    for percent in (50..100_u8).rev().step_by(5) {
        let narrower = wrap(runs, size, width * f32::from(percent) / 100.0)?;
        if lines == 1 || narrower.len() > lines {
            break;
        }
        best = narrower;
    }
    Ok(best)
}

/// Every line is as high as its size needs in any cut, so that bold words do not push lines apart.
fn empty(size: f32) -> Result<Wrapped, Error> {
    let (ascent, descent) = font::line()?;
    Ok(Wrapped { ascent: ascent * size, descent: descent * size, ..Wrapped::default() })
}

/// Appends a piece to the last line; one that is wider than any line is broken between characters.
fn place(lines: &mut Vec<Wrapped>, lead: &str, piece: Piece, width: f32, size: f32) -> Result<(), Error> {
    let program = font::program(piece.face)?;
    let mut text = lead.to_owned();
    for c in piece.text.chars() {
        let line = lines.len() - 1;
        text.push(c);
        let wide = program.width(&text) * piece.size;
        if lines[line].width + wide > width + 0.01 && (text.chars().count() > 1 || !lines[line].pieces.is_empty()) {
            text.pop();
            // An address breaks after a stroke where it can.
            let stroke = text.rfind('/').filter(|stroke| !text[..=*stroke].ends_with("//"));
            let rest = stroke.map(|stroke| text.split_off(stroke + 1)).unwrap_or_default();
            append(&mut lines[line], std::mem::replace(&mut text, rest), &piece, program);
            lines.push(empty(size)?);
            text.push(c);
        }
    }
    let line = lines.len() - 1;
    append(&mut lines[line], text, &piece, program);
    Ok(())
}

fn append(line: &mut Wrapped, text: String, look: &Piece, program: &font::Program) {
    if text.is_empty() {
        return;
    }
    let width = program.width(&text) * look.size;
    line.width += width;
    match line.pieces.last_mut() {
        Some(last) if last.face == look.face && last.size == look.size => {
            last.text.push_str(&text);
            last.width += width;
        }
        _ => line.pieces.push(Piece { text, width, ..look.clone() }),
    }
}

fn words(runs: &[Run], size: f32) -> Result<Vec<Word>, Error> {
    let mut words = vec![Word::default()];
    for run in runs {
        let face = if run.english { Face::Italic } else { Face::of(run.bold, run.italic) };
        let size = if run.english { size * ENGLISH } else { size };
        let program = font::program(face)?;
        for c in run.text.chars() {
            let last = words.len() - 1;
            let word = &mut words[last];
            if c == '\n' {
                words.push(Word { new_line: true, ..Word::default() });
            } else if c.is_whitespace() && c != '\u{a0}' {
                if word.pieces.is_empty() {
                    word.lead.push(c);
                } else {
                    words.push(Word { lead: c.to_string(), ..Word::default() });
                }
            } else {
                let advance = program.glyph(c).advance * size;
                match word.pieces.last_mut() {
                    Some(piece) if piece.face == face && piece.size == size => {
                        piece.text.push(c);
                        piece.width += advance;
                    }
                    _ => word.pieces.push(Piece { text: c.to_string(), face, size, width: advance }),
                }
            }
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let runs = [Run { text: text.to_owned(), ..Run::default() }];
        let wrapped = wrap(&runs, 10.0, width).unwrap();
        assert!(wrapped.iter().all(|line| line.width <= width + 0.02));
        wrapped.iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("Trung tâm Phục vụ hành chính công", 80.0).join("|"), "Trung tâm Phục vụ|hành chính công");
        assert_eq!(lines("một\nhai", 80.0), ["một", "hai"]);
        assert_eq!(lines("", 80.0), [""]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_nothing_of_it_is_lost() {
        let long = "Đ".repeat(60);
        let lines = lines(&format!("a {long} b"), 80.0);
        assert!(lines.len() > 4);
        assert_eq!(lines.concat().matches('Đ').count(), 60);
    }
}
