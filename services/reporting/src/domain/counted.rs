//! What the store counted, before it becomes a report.

use super::{InProcess, Received, Resolved};

/// An agency as the catalogue told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// department, company, central, centre or partner.
    pub kind: String,
}

/// How many procedures there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Procedures {
    /// All.
    pub all: u64,
    /// On the spot.
    pub on_the_spot: u64,
}

/// What was counted of the dossiers of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the review")]
pub struct Counted {
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

impl Counted {
    /// Together with another.
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
