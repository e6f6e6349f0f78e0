//! The page of events, from the schemas of their messages.

use std::fmt::Write;
use std::path::Path;

use crate::files::{read, with_ending};

/// An event as its schema declares it.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    /// `motcua.v1.<producer>.<aggregate>.<event>`.
    pub subject: String,
    /// Package of the message: `motcua.<producer>.v1`.
    pub package: String,
    /// Name of the message.
    pub message: String,
    /// What it means.
    pub meaning: String,
}

impl Event {
    /// The service that publishes it.
    pub fn producer(&self) -> &str {
        self.subject.split('.').nth(2).unwrap_or_default()
    }

    /// The kind of thing that it is about.
    pub fn aggregate(&self) -> &str {
        self.subject.split('.').nth(3).unwrap_or_default()
    }
}

/// Every event with its message and its meaning.
pub fn page(root: &Path) -> String {
    let mut page = String::from(
        "# Events\n\nWritten from `proto-schemas/`; do not edit. The subject is also the CloudEvents type; the body is \
         the message in protobuf.\nWho publishes and who handles each is listed in [handlers.md](handlers.md).\n\n\
         | Subject | Message | Meaning |\n|---|---|---|\n",
    );
    for Event { subject, package, message, meaning } in all(root) {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| `{subject}` | `{package}.{message}` | {meaning} |");
    }
    page
}

/// All events, in the order of the schemas.
pub fn all(root: &Path) -> Vec<Event> {
    let files = with_ending(&root.join("proto-schemas/motcua"), ".proto");
    files.iter().flat_map(|file| in_schema(&read(file))).collect()
}

fn in_schema(text: &str) -> Vec<Event> {
    let package = text.lines().find_map(|line| line.strip_prefix("package "));
    let package = package.unwrap_or_default().trim_end_matches(';');
    let (mut events, mut meaning, mut subject) = (Vec::new(), Vec::new(), None);
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("// Subject: ") {
            subject = Some(found.to_owned());
            continue;
        }
        if let Some(comment) = line.strip_prefix("// ") {
            meaning.push(comment);
            continue;
        }
        if let Some(message) = line.strip_prefix("message ")
            && let Some(subject) = subject.take()
        {
            let message = message.trim_end_matches(" {").to_owned();
            events.push(Event { subject, package: package.to_owned(), message, meaning: meaning.join(" ") });
        }
        meaning.clear();
    }
    events
}
