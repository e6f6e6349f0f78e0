//! The public address of every event: written once, beside its message.

use crate::{catalogue, intake, processing, ratings, results, routing};

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

macro_rules! subjects {
    ($($message:path => $subject:literal),+ $(,)?) => {
        $(impl Event for $message { const SUBJECT: &'static str = $subject; })+
        /// Every subject of the platform.
        pub const SUBJECTS: &[&str] = &[$($subject),+];
    };
}

subjects! {
    catalogue::AgencyChanged => "motcua.v1.catalogue.agency.changed",
    catalogue::ProcedurePublished => "motcua.v1.catalogue.procedure.published",
    catalogue::CalendarPublished => "motcua.v1.catalogue.calendar.published",
    intake::DossierSubmitted => "motcua.v1.intake.dossier.submitted",
    intake::DossierAccepted => "motcua.v1.intake.dossier.accepted",
    intake::DossierRefused => "motcua.v1.intake.dossier.refused",
    intake::DossierSupplemented => "motcua.v1.intake.dossier.supplemented",
    intake::DossierWithdrawn => "motcua.v1.intake.dossier.withdrawn",
    intake::DossierCorrected => "motcua.v1.intake.dossier.corrected",
    intake::WithdrawalRequested => "motcua.v1.intake.withdrawal.requested",
    intake::FeePaid => "motcua.v1.intake.fee.paid",
    intake::DossierForwarded => "motcua.v1.intake.dossier.forwarded",
    intake::FeeCollected => "motcua.v1.intake.fee.collected",
    routing::JourneyStarted => "motcua.v1.routing.journey.started",
    routing::StepOpened => "motcua.v1.routing.step.opened",
    routing::JourneyPaused => "motcua.v1.routing.journey.paused",
    routing::JourneyResumed => "motcua.v1.routing.journey.resumed",
    routing::JourneyCompleted => "motcua.v1.routing.journey.completed",
    routing::JourneyStopped => "motcua.v1.routing.journey.stopped",
    routing::JourneyWithdrawing => "motcua.v1.routing.journey.withdrawing",
    routing::WithdrawalDeclined => "motcua.v1.routing.journey.withdrawal-declined",
    routing::JourneyExtended => "motcua.v1.routing.journey.extended",
    routing::JourneyRerouted => "motcua.v1.routing.journey.rerouted",
    routing::JourneyReopened => "motcua.v1.routing.journey.reopened",
    routing::JourneyMoved => "motcua.v1.routing.journey.moved",
    processing::TaskClaimed => "motcua.v1.processing.task.claimed",
    processing::TaskCompleted => "motcua.v1.processing.task.completed",
    processing::SupplementRequested => "motcua.v1.processing.supplement.requested",
    processing::ResultDecided => "motcua.v1.processing.result.decided",
    processing::DecisionRevoked => "motcua.v1.processing.decision.revoked",
    processing::FeeRequired => "motcua.v1.processing.fee.required",
    processing::ExtensionGranted => "motcua.v1.processing.extension.granted",
    processing::StopDecided => "motcua.v1.processing.stop.decided",
    processing::WithdrawalDeclined => "motcua.v1.processing.withdrawal.declined",
    processing::OpinionRequested => "motcua.v1.processing.opinion.requested",
    processing::OpinionGiven => "motcua.v1.processing.opinion.given",
    results::ResultIssued => "motcua.v1.results.result.issued",
    results::ResultReturned => "motcua.v1.results.result.returned",
    results::ResultRecalled => "motcua.v1.results.result.recalled",
    ratings::RatingRecorded => "motcua.v1.ratings.rating.recorded",
}

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
