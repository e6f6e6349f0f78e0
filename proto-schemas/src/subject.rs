//! The public address of every event: written once, beside its message in the schema.

/// What every subject begins with: the platform and the major version of its contracts.
pub const PREFIX: &str = "motcua.v1";

/// A contract message that can be published.
pub trait Event: prost::Message + Default {
    /// `motcua.v1.<producer>.<aggregate>.<event>`; also the event's CloudEvents type.
    const SUBJECT: &'static str;
}

/// The service whose events a subject belongs to. The producer is read from the subject and nothing else,
/// because the broker enforces only subjects.
pub fn producer_of(subject: &str) -> Option<&str> {
    let mut parts = subject.strip_prefix(PREFIX)?.strip_prefix('.')?.split('.');
    parts.next().filter(|producer| !producer.is_empty())
}

// `Event` for every message, and `SUBJECTS`, from the `Subject:` comments of the schemas.
include!(concat!(env!("OUT_DIR"), "/subjects.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn subjects_are_unique_and_name_their_producer() {
        let unique: BTreeSet<_> = SUBJECTS.iter().collect();
        assert_eq!(unique.len(), SUBJECTS.len());
        for subject in SUBJECTS {
            assert_eq!(subject.split('.').count(), 5, "{subject}");
            assert!(producer_of(subject).is_some(), "{subject}");
        }
        assert_eq!(producer_of("motcua.v1.intake.dossier.accepted"), Some("intake"));
        assert_eq!(producer_of("other.v1.intake.x.y"), None);
    }
}
