//! Breaks text into lines by measured widths.

use crate::error::Error;
use crate::font::{self, Face};
use crate::sheet::Run;

/// Size of English text, relative to the Vietnamese text.
const ENGLISH_SCALE: f32 = 0.8;

/// Text of one style within a line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub face: Face,
    pub size: f32,
    pub width: f32,
}

/// A line that fits the width.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrapped {
    pub pieces: Vec<Piece>,
    pub width: f32,
    pub ascent: f32,
    pub descent: f32,
}

/// Text without a break opportunity, with the white space before it.
#[derive(Default)]
struct Word {
    leading_space: String,
    pieces: Vec<Piece>,
    new_line: bool,
}

/// Breaks runs into lines no wider than `width`. Always at least one line.
pub(super) fn wrap(runs: &[Run], size: f32, width: f32) -> Result<Vec<Wrapped>, Error> {
    let mut lines = vec![empty_line(size)?];
    for word in words(runs, size)? {
        let mut space = word.leading_space.as_str();
        if word.new_line {
            lines.push(empty_line(size)?);
            space = "";
        }
        let Some(first) = word.pieces.first() else { continue };
        let word_width: f32 = word.pieces.iter().map(|piece| piece.width).sum();
        let space_width = font::load(first.face)?.width(space) * first.size;
        let line = lines.len() - 1;
        let has_text = !lines[line].pieces.is_empty();
        if has_text && lines[line].width + space_width + word_width > width {
            lines.push(empty_line(size)?);
            space = "";
        } else if !has_text {
            space = "";
        }
        for piece in word.pieces {
            place(&mut lines, std::mem::take(&mut space), piece, width, size)?;
        }
    }
    Ok(lines)
}

/// Like [`wrap`], with lines of similar length, so that centred text does not end in a line of one word.
pub(super) fn wrap_balanced(runs: &[Run], size: f32, width: f32) -> Result<Vec<Wrapped>, Error> {
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

/// Every line is as high as its font size needs in any face, so that bold words do not change the line spacing.
fn empty_line(size: f32) -> Result<Wrapped, Error> {
    let (ascent, descent) = font::line_extent()?;
    Ok(Wrapped { ascent: ascent * size, descent: descent * size, ..Wrapped::default() })
}

/// Appends a piece to the last line; a piece that is wider than a line is broken between characters.
fn place(lines: &mut Vec<Wrapped>, space: &str, piece: Piece, width: f32, size: f32) -> Result<(), Error> {
    let font = font::load(piece.face)?;
    let mut text = space.to_owned();
    for c in piece.text.chars() {
        let line = lines.len() - 1;
        text.push(c);
        let text_width = font.width(&text) * piece.size;
        if lines[line].width + text_width > width + 0.01 && (text.chars().count() > 1 || !lines[line].pieces.is_empty())
        {
            text.pop();
            // An address breaks after a slash where possible.
            let slash = text.rfind('/').filter(|slash| !text[..=*slash].ends_with("//"));
            let rest = slash.map(|slash| text.split_off(slash + 1)).unwrap_or_default();
            append(&mut lines[line], std::mem::replace(&mut text, rest), &piece, font);
            lines.push(empty_line(size)?);
            text.push(c);
        }
    }
    let line = lines.len() - 1;
    append(&mut lines[line], text, &piece, font);
    Ok(())
}

fn append(line: &mut Wrapped, text: String, style: &Piece, font: &font::Font) {
    if text.is_empty() {
        return;
    }
    let width = font.width(&text) * style.size;
    line.width += width;
    match line.pieces.last_mut() {
        Some(last) if last.face == style.face && last.size == style.size => {
            last.text.push_str(&text);
            last.width += width;
        }
        _ => line.pieces.push(Piece { text, width, ..style.clone() }),
    }
}

fn words(runs: &[Run], size: f32) -> Result<Vec<Word>, Error> {
    let mut words = vec![Word::default()];
    for run in runs {
        let face = if run.english { Face::Italic } else { Face::of(run.bold, run.italic) };
        let size = if run.english { size * ENGLISH_SCALE } else { size };
        let font = font::load(face)?;
        for c in run.text.chars() {
            let last = words.len() - 1;
            let word = &mut words[last];
            if c == '\n' {
                words.push(Word { new_line: true, ..Word::default() });
            } else if c.is_whitespace() && c != '\u{a0}' {
                if word.pieces.is_empty() {
                    word.leading_space.push(c);
                } else {
                    words.push(Word { leading_space: c.to_string(), ..Word::default() });
                }
            } else {
                let advance = font.glyph(c).advance * size;
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
    fn a_word_wider_than_the_line_is_broken_without_loss() {
        let long = "Đ".repeat(60);
        let lines = lines(&format!("a {long} b"), 80.0);
        assert!(lines.len() > 4);
        assert_eq!(lines.concat().matches('Đ').count(), 60);
    }
}
