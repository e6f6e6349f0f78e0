//! What the driver has to remember over a restart: the ids it was given, and how far it came.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::plan::Header;
use crate::cli::Failure;

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Line {
    /// Which plan is played.
    Plan {
        /// Its header.
        header: Header,
    },
    /// Catalogue and accounts are there.
    SetUp,
    /// A dossier was handed in.
    Dossier {
        /// Its place in the plan.
        n: usize,
        /// Its id.
        id: String,
        /// Its lookup secret.
        secret: String,
    },
    /// A dossier was accepted.
    Code {
        /// Its place in the plan.
        n: usize,
        /// Its legal code.
        code: String,
    },
    /// All commands up to a tick are answered and all queues were empty.
    Tick {
        /// Ticks done.
        done: usize,
        /// Commands answered since the beginning.
        commands: u64,
        /// Events published since the beginning.
        events: u64,
        /// Seconds played since the beginning.
        seconds: f64,
    },
}

/// The journal of a run.
pub struct Journal {
    file: File,
    /// What an earlier run wrote.
    pub lines: Vec<Line>,
}

impl Journal {
    /// Opens the journal in `folder`; a new one begins with the header of the plan.
    ///
    /// # Errors
    /// When it belongs to another plan, or cannot be read or written.
    pub fn open(folder: &Path, header: &Header) -> Result<Self, Failure> {
        let path = folder.join("journal.jsonl");
        let lines = if path.exists() { read(&path)? } else { Vec::new() };
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        let mut journal = Self { file, lines };
        let this = Line::Plan { header: header.clone() };
        match journal.lines.first() {
            None => journal.write(&[this.clone()])?,
            Some(first) if *first == this => {}
            Some(_) => {
                let where_ = folder.display();
                return Err(format!(
                    "{where_} holds the run of another plan: start with --fresh, or name another folder with --data"
                )
                .into());
            }
        }
        Ok(journal)
    }

    /// Appends lines and sees them to the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, lines: &[Line]) -> Result<(), Failure> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        self.file.write_all(&text)?;
        Ok(self.file.sync_data()?)
    }
}

/// Reads what is whole; a last line that a crash cut off is left out.
fn read(path: &Path) -> Result<Vec<Line>, Failure> {
    let text = BufReader::new(File::open(path)?).lines().collect::<Result<Vec<_>, _>>()?;
    let last = text.len();
    let mut lines = Vec::with_capacity(last);
    for (number, line) in text.iter().enumerate() {
        match serde_json::from_str(line) {
            Ok(line) => lines.push(line),
            Err(_) if number + 1 == last => {}
            Err(error) => return Err(format!("{} line {}: {error}", path.display(), number + 1).into()),
        }
    }
    Ok(lines)
}
