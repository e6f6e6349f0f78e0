//! Writes every form as HTML and PDF to a folder: `cargo run -p motcua-forms --example sheets -- folder`.

#[path = "sheets/samples.rs"]
mod samples;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use motcua_forms::{Sheet, html, pdf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    fs::create_dir_all(&folder)?;
    let old = NaiveDate::from_ymd_opt(2022, 12, 5).ok_or("no such day")?;
    let mut sheets = samples::all()?;
    sheets.push(("01-receipt-very-long", Sheet::fill(&samples::very_long_receipt(), samples::day(6))?));
    sheets.push(("04-apology-2018", Sheet::fill(&samples::apology(), old)?));
    for (name, sheet) in sheets {
        fs::write(folder.join(format!("{name}.html")), html::render(&sheet)?)?;
        fs::write(folder.join(format!("{name}.pdf")), pdf::render(&sheet)?)?;
    }
    Ok(())
}
