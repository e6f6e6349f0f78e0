//! The counts of the store, before they become a report.

use motcua_contracts::AgencyCode;

use super::figures::{Fees, InProcess, Ratings, Received, Resolved};

/// An agency as the catalogue published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code.
    pub code: AgencyCode,
    /// Its name.
    pub name: String,
    /// department, company, central, centre or partner.
    pub kind: String,
}

/// Counts of procedures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProcedureCounts {
    /// All.
    pub all: u64,
    /// Those on the spot.
    pub on_the_spot: u64,
}

/// Counts of the dossiers of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the review")]
pub struct AgencyCounts {
    pub agency: String,
    pub online: u64,
    pub counter: u64,
    pub carried_over: u64,
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
    pub open: u64,
    pub overdue: u64,
    pub reopened: u64,
}

/// Everything that is counted for a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewCounts {
    /// The agencies that the review is about.
    pub agencies: Vec<Agency>,
    /// Published procedures.
    pub procedures: ProcedureCounts,
    /// Dossiers by agency; an agency without dossiers has no entry.
    pub by_agency: Vec<AgencyCounts>,
    /// Satisfaction ratings.
    pub ratings: Ratings,
    /// Fees and charges.
    pub fees: Fees,
}

impl AgencyCounts {
    /// The sum of both.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.online += other.online;
        self.counter += other.counter;
        self.carried_over += other.carried_over;
        self.early += other.early;
        self.on_time += other.on_time;
        self.late += other.late;
        self.open += other.open;
        self.overdue += other.overdue;
        self.reopened += other.reopened;
        self
    }

    /// Columns 3 to 6.
    pub fn received(&self) -> Received {
        let (online, counter, carried_over) = (self.online, self.counter, self.carried_over);
        Received { total: online + counter + carried_over, online, counter, carried_over }
    }

    /// Columns 7 to 10.
    pub fn resolved(&self) -> Resolved {
        let (early, on_time, late) = (self.early, self.on_time, self.late);
        Resolved { total: early + on_time + late, early, on_time, late }
    }

    /// Columns 11 to 13.
    pub fn in_process(&self) -> InProcess {
        InProcess { total: self.open, not_due: self.open.saturating_sub(self.overdue), overdue: self.overdue }
    }
}
