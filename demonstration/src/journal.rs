//! The journal of a run: the ids the platform returned and the ticks completed, so that a restart can continue.

mod entry;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use chrono::NaiveDateTime;

use crate::failure::Failure;
use crate::plan::Header;
use crate::result::RunStatistics;

pub use entry::Entry;

/// File name of the journal. A data folder without it does not belong to a demonstration.
pub const JOURNAL_FILE: &str = "journal.jsonl";

/// The journal of a run.
pub struct Journal {
    file: File,
    /// The entries of earlier starts.
    pub entries: Vec<Entry>,
}

impl Journal {
    /// Opens the journal in `folder`; a new one begins with the header of the plan.
    ///
    /// # Errors
    /// When it belongs to another plan, or cannot be read or written.
    pub fn open(folder: &Path, header: &Header) -> Result<Self, Failure> {
        let path = folder.join(JOURNAL_FILE);
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
        let bytes = std::fs::read(&path)?;
        let complete = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if complete < bytes.len() {
            // A crash cut the last line off; the next one must not be appended to its remains.
            file.set_len(complete as u64)?;
        }
        let mut journal = Self { file, entries: parse(&path, &bytes[..complete])? };
        let first = Entry::Plan { header: header.clone() };
        match journal.entries.first() {
            None => journal.append_durably(std::slice::from_ref(&first))?,
            Some(found) if *found == first => {}
            Some(_) => {
                let folder = folder.display();
                return Err(format!(
                    "{folder} holds the run of another plan: start with --fresh, or name another folder with --data"
                )
                .into());
            }
        }
        Ok(journal)
    }

    /// Ticks that earlier starts completed.
    pub fn completed_ticks(&self) -> usize {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Tick { completed, .. } => Some(*completed),
            _ => None,
        });
        last.unwrap_or_default()
    }

    /// Commands the setup took, when an earlier start completed it.
    pub fn setup_commands(&self) -> Option<u64> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::SetupCompleted { commands } => Some(*commands),
            _ => None,
        })
    }

    /// Whether an earlier start set up the practice agency.
    pub fn is_practice_ready(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::PracticeReady { .. }))
    }

    /// Business time of the last tick that earlier starts completed, local.
    pub fn last_tick(&self) -> Option<NaiveDateTime> {
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Tick { at, .. } => Some(*at),
            _ => None,
        })
    }

    /// Whether an earlier start finished the year.
    pub fn is_finished(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Finished { .. }))
    }

    /// What earlier starts took.
    pub fn statistics(&self) -> RunStatistics {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Tick { commands, events, seconds, .. } => {
                Some(RunStatistics { commands: *commands, events: *events, seconds: *seconds })
            }
            Entry::SetupCompleted { commands } | Entry::PracticeReady { commands } => {
                Some(RunStatistics { commands: *commands, ..RunStatistics::default() })
            }
            _ => None,
        });
        last.unwrap_or_default()
    }

    /// Appends entries that survive a power failure.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append_durably(&mut self, entries: &[Entry]) -> Result<(), Failure> {
        self.append(entries)?;
        Ok(self.file.sync_data()?)
    }

    /// Appends entries that survive this process; the next [`Self::append_durably`] makes them survive a power failure.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), Failure> {
        let mut text = Vec::new();
        for entry in entries {
            serde_json::to_writer(&mut text, entry)?;
            text.push(b'\n');
        }
        Ok(self.file.write_all(&text)?)
    }
}

/// The local business time that the run in `folder` has reached, when there is a run.
pub fn reached(folder: &Path) -> Option<NaiveDateTime> {
    let bytes = std::fs::read(folder.join(JOURNAL_FILE)).ok()?;
    bytes.rsplit(|byte| *byte == b'\n').find_map(|line| match serde_json::from_slice(line) {
        Ok(Entry::Tick { at, .. } | Entry::Finished { at }) => Some(at),
        _ => None,
    })
}

fn parse(path: &Path, lines: &[u8]) -> Result<Vec<Entry>, Failure> {
    let lines = lines.split_inclusive(|byte| *byte == b'\n').enumerate();
    let entries = lines.map(|(number, line)| {
        serde_json::from_slice(line).map_err(|error| format!("{} line {}: {error}", path.display(), number + 1).into())
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    /// What version 0.1 wrote, without the header.
    const OLD_LINES: &str = r#"{"setUp":{"commands":3221}}
{"dossier":{"n":0,"id":"a","secret":"KB4WBKTK"}}
{"code":{"n":0,"code":"H35.06-211112-0001"}}
{"task":{"n":0,"id":"b"}}
{"opinion":{"n":0,"id":"c"}}
{"result":{"n":0,"id":"d"}}
{"charge":{"n":0,"id":"e"}}
{"fee":{"n":0,"id":"f"}}
{"corrected":{"n":0}}
{"tick":{"done":7,"at":"2022-03-01T08:00:00","commands":1,"events":2,"seconds":2.25}}
{"over":{"at":"2022-12-15T00:00:00"}}
"#;

    fn at() -> NaiveDateTime {
        "2022-03-01T08:00:00".parse().unwrap()
    }

    fn tick(completed: usize) -> Entry {
        Entry::Tick { completed, at: at(), commands: 1, events: 1, seconds: 0.5 }
    }

    #[test]
    fn a_truncated_last_line_is_removed_before_the_next_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let header = Plan::year(1, 0.001).unwrap().header;
        let mut journal = Journal::open(folder.path(), &header).unwrap();
        journal.append(&[Entry::TaskFound { dossier: 0, id: "a".into() }]).unwrap();
        journal.append_durably(&[tick(1)]).unwrap();
        journal.file.write_all(b"{\"tick\":{\"completed\":2,\"a").unwrap();
        let mut again = Journal::open(folder.path(), &header).unwrap();
        assert_eq!(again.completed_ticks(), 1);
        again.append_durably(&[tick(2)]).unwrap();
        let third = Journal::open(folder.path(), &header).unwrap();
        assert_eq!(third.completed_ticks(), 2);
        assert_eq!(third.entries.len(), 4);
        assert_eq!(reached(folder.path()), Some(at()));
    }

    #[test]
    fn a_folder_without_a_journal_has_reached_nothing() {
        assert_eq!(reached(tempfile::tempdir().unwrap().path()), None);
    }

    #[test]
    fn the_journal_of_another_plan_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        Journal::open(folder.path(), &Plan::year(1, 0.001).unwrap().header).unwrap();
        assert!(Journal::open(folder.path(), &Plan::year(2, 0.001).unwrap().header).is_err());
    }

    #[test]
    fn a_journal_of_version_0_1_is_continued() {
        let folder = tempfile::tempdir().unwrap();
        let header = Plan::year(1, 0.001).unwrap().header;
        let mut journal = Journal::open(folder.path(), &header).unwrap();
        journal.file.write_all(OLD_LINES.as_bytes()).unwrap();
        let read = Journal::open(folder.path(), &header).unwrap();
        assert_eq!(read.entries.len(), 12);
        assert_eq!((read.completed_ticks(), read.setup_commands(), read.is_finished()), (7, Some(3221), true));
        assert_eq!(read.statistics(), RunStatistics { commands: 1, events: 2, seconds: 2.25 });
        let submitted = Entry::Submitted { dossier: 0, id: "a".into(), secret: "KB4WBKTK".into() };
        assert_eq!(read.entries[2], submitted);
        assert_eq!(reached(folder.path()), Some("2022-12-15T00:00:00".parse().unwrap()));
    }
}
