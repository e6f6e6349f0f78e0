//! The figures the platform should report, computed from the expected outcomes alone.

use std::collections::BTreeMap;

use motcua_contracts::Channel;
use serde::Serialize;

use super::action::{ActionKind, Score};
use super::model::{EndState, Origin, Plan, PlannedDossier};

/// The figures of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedReview {
    /// Accepted in the period or carried into it.
    pub received: Received,
    /// Finished in it.
    pub resolved: Resolved,
    /// Open at its end.
    pub in_process: InProcess,
    /// Given in it.
    pub ratings: Ratings,
    /// The first three groups per agency, for agencies with at least one counted dossier.
    pub by_agency: Vec<AgencyFigures>,
}

/// Dossiers received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// All.
    pub total: u64,
    /// Accepted in the period, online.
    pub online: u64,
    /// Accepted in the period, at the counter or by post.
    pub counter: u64,
    /// Accepted before it, unfinished at its start.
    pub carried_over: u64,
}

/// Dossiers resolved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Resolved {
    /// All.
    pub total: u64,
    /// Before the due date.
    pub early: u64,
    /// On the due date.
    pub on_time: u64,
    /// After it.
    pub late: u64,
}

/// Dossiers open at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InProcess {
    /// All.
    pub total: u64,
    /// Not overdue, paused ones included.
    pub not_due: u64,
    /// Unpaused and past due.
    pub overdue: u64,
}

/// Ratings given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ratings {
    /// All.
    pub total: u64,
    /// Rất hài lòng.
    pub very_satisfied: u64,
    /// Hài lòng.
    pub satisfied: u64,
    /// Không hài lòng.
    pub not_satisfied: u64,
}

/// The figures of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgencyFigures {
    /// Code of the agency.
    pub code: String,
    /// Received.
    pub received: Received,
    /// Resolved.
    pub resolved: Resolved,
    /// In process.
    pub in_process: InProcess,
}

impl Plan {
    /// The figures the platform should report.
    pub fn expected(&self) -> ExpectedReview {
        let mut expected = ExpectedReview::default();
        let mut agencies: BTreeMap<&str, AgencyFigures> = BTreeMap::new();
        for dossier in &self.dossiers {
            self.count_ratings(dossier, &mut expected.ratings);
            if matches!(dossier.expected.origin, Origin::FinishedBefore | Origin::NeverAccepted) {
                continue;
            }
            let agency = agencies.entry(&dossier.agency).or_default();
            agency.code.clone_from(&dossier.agency);
            for (received, resolved, in_process) in [
                (&mut agency.received, &mut agency.resolved, &mut agency.in_process),
                (&mut expected.received, &mut expected.resolved, &mut expected.in_process),
            ] {
                received.count(dossier);
                resolved.count(dossier.expected.end_state);
                in_process.count(dossier.expected.end_state);
            }
        }
        expected.by_agency = agencies.into_values().collect();
        expected
    }

    /// Ratings count by their own time.
    fn count_ratings(&self, dossier: &PlannedDossier, ratings: &mut Ratings) {
        let period = self.header.period;
        for action in &dossier.actions {
            let inside = (period.from..=period.to).contains(&action.at.date());
            if let ActionKind::Rate { score } = action.kind
                && inside
            {
                ratings.total += 1;
                *match score {
                    Score::VerySatisfied => &mut ratings.very_satisfied,
                    Score::Satisfied => &mut ratings.satisfied,
                    Score::NotSatisfied => &mut ratings.not_satisfied,
                } += 1;
            }
        }
    }
}

impl Received {
    fn count(&mut self, dossier: &PlannedDossier) {
        self.total += 1;
        *match (dossier.expected.origin, dossier.channel) {
            (Origin::CarriedOver, _) => &mut self.carried_over,
            (_, Channel::Online) => &mut self.online,
            (_, Channel::Counter | Channel::Post) => &mut self.counter,
        } += 1;
    }
}

impl Resolved {
    fn count(&mut self, end_state: EndState) {
        let column = match end_state {
            EndState::Early => &mut self.early,
            EndState::OnTime => &mut self.on_time,
            EndState::Late => &mut self.late,
            _ => return,
        };
        *column += 1;
        self.total += 1;
    }
}

impl InProcess {
    fn count(&mut self, end_state: EndState) {
        let column = match end_state {
            EndState::Open | EndState::Paused => &mut self.not_due,
            EndState::Overdue => &mut self.overdue,
            _ => return,
        };
        *column += 1;
        self.total += 1;
    }
}
