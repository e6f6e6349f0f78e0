//! What the driver has to remember over a restart: the ids it was given, and how far it came.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::plan::Header;
use crate::cli::Failure;
use crate::folder::JOURNAL;

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
    SetUp {
        /// Commands this took.
        commands: u64,
    },
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
    /// A task was seen in a queue; it is not acted on before this line stands.
    Task {
        /// Place of its dossier in the plan.
        n: usize,
        /// Its id.
        id: String,
    },
    /// A result was seen in a queue; it is not acted on before this line stands.
    Result {
        /// Place of its dossier in the plan.
        n: usize,
        /// Its id.
        id: String,
    },
    /// The question put to another unit was seen in its queue; it is not acted on before this line stands.
    Opinion {
        /// Place of its dossier in the plan.
        n: usize,
        /// Id of its task.
        id: String,
    },
    /// The procedure of a dossier has a fee.
    Charge {
        /// Place of its dossier in the plan.
        n: usize,
        /// Id of the fee.
        id: String,
    },
    /// A payment was demanded.
    Fee {
        /// Place of its dossier in the plan.
        n: usize,
        /// Id of the fee.
        id: String,
    },
    /// A dossier was corrected: its tasks until then are no more.
    Corrected {
        /// Its place in the plan.
        n: usize,
    },
    /// All commands up to a tick are answered and all queues were empty.
    Tick {
        /// Ticks done.
        done: usize,
        /// Local business time of the last of them.
        at: NaiveDateTime,
        /// Commands answered since the beginning.
        commands: u64,
        /// Events published since the beginning.
        events: u64,
        /// Seconds played since the beginning.
        seconds: f64,
    },
    /// The year is over.
    Over {
        /// Local business time of its end.
        at: NaiveDateTime,
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
        let path = folder.join(JOURNAL);
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
        let bytes = std::fs::read(&path)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if whole < bytes.len() {
            // A crash cut the last line off; what is written next must not be glued to its stump.
            file.set_len(whole as u64)?;
        }
        let lines = read(&path, &bytes[..whole])?;
        let mut journal = Self { file, lines };
        let this = Line::Plan { header: header.clone() };
        match journal.lines.first() {
            None => journal.write(std::slice::from_ref(&this))?,
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

    /// Ticks an earlier run did.
    pub fn done(&self) -> usize {
        let last = self.lines.iter().rev().find_map(|line| match line {
            Line::Tick { done, .. } => Some(*done),
            _ => None,
        });
        last.unwrap_or_default()
    }

    /// Commands the set-up took, when an earlier run finished it.
    pub fn set_up(&self) -> Option<u64> {
        self.lines.iter().find_map(|line| match line {
            Line::SetUp { commands } => Some(*commands),
            _ => None,
        })
    }

    /// Appends lines and sees them to the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, lines: &[Line]) -> Result<(), Failure> {
        self.note(lines)?;
        Ok(self.file.sync_data()?)
    }

    /// Appends lines that outlive this process; the next [`Self::write`] makes them outlive a power cut.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&mut self, lines: &[Line]) -> Result<(), Failure> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        Ok(self.file.write_all(&text)?)
    }
}

/// The local business time that the run in `folder` has reached, when there is one.
pub fn reached(folder: &Path) -> Option<NaiveDateTime> {
    let bytes = std::fs::read(folder.join(JOURNAL)).ok()?;
    bytes.rsplit(|byte| *byte == b'\n').find_map(|line| match serde_json::from_slice(line) {
        Ok(Line::Tick { at, .. } | Line::Over { at }) => Some(at),
        _ => None,
    })
}

fn read(path: &Path, whole: &[u8]) -> Result<Vec<Line>, Failure> {
    let lines = whole.split_inclusive(|byte| *byte == b'\n').enumerate();
    let read = lines.map(|(number, line)| {
        serde_json::from_slice(line).map_err(|error| format!("{} line {}: {error}", path.display(), number + 1).into())
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::plan::Plan;

    fn at() -> NaiveDateTime {
        "2022-03-01T08:00:00".parse().unwrap()
    }

    fn tick(done: usize) -> Line {
        Line::Tick { done, at: at(), commands: 1, events: 1, seconds: 0.5 }
    }

    #[test]
    fn a_line_that_was_cut_off_is_cut_away_before_the_next_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let header = Plan::year(1, 0.001).unwrap().header;
        let mut journal = Journal::open(folder.path(), &header).unwrap();
        journal.note(&[Line::Task { n: 0, id: "a".into() }]).unwrap();
        journal.write(&[tick(1)]).unwrap();
        journal.file.write_all(b"{\"tick\":{\"done\":2,\"a").unwrap();
        let mut again = Journal::open(folder.path(), &header).unwrap();
        assert_eq!(again.done(), 1);
        again.write(&[tick(2)]).unwrap();
        let third = Journal::open(folder.path(), &header).unwrap();
        assert_eq!(third.done(), 2);
        assert_eq!(third.lines.len(), 4);
        assert_eq!(reached(folder.path()), Some(at()));
    }

    #[test]
    fn a_folder_without_a_run_has_reached_nothing() {
        assert_eq!(reached(tempfile::tempdir().unwrap().path()), None);
    }

    #[test]
    fn the_journal_of_another_plan_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        Journal::open(folder.path(), &Plan::year(1, 0.001).unwrap().header).unwrap();
        assert!(Journal::open(folder.path(), &Plan::year(2, 0.001).unwrap().header).is_err());
    }
}
