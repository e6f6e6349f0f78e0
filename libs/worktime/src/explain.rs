//! A due date together with the days it was counted over, so that it can be shown and recounted.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::DayKind;
use crate::zone::local_date;

/// When something falls due, and how that date was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Due {
    /// The moment in UTC; finishing at this moment is still on time.
    pub at: DateTime<Utc>,
    /// The local date of `at`.
    pub on: NaiveDate,
    /// How each day was counted, in order; the last one is `on`.
    pub steps: Vec<CountedDay>,
}

/// How one local date was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountedDay {
    /// The local date.
    pub day: NaiveDate,
    /// Whether and how it was counted.
    pub counting: Counting,
}

/// Whether and how a day was counted.
///
/// Every date from the first step to the last has exactly one step; limits in months step from
/// month to month instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Counting {
    /// The day of receipt, which is not counted (Civil Code, Article 147.2), or on which the
    /// office had already closed.
    Received,
    /// The office does not work on this day.
    Skipped {
        /// What kind of day it is, e.g. a holiday.
        why: DayKind,
    },
    /// Counted as a day of the limit.
    Day {
        /// 1 for the first day of the limit.
        number: u32,
    },
    /// A month of the limit is complete on this day.
    Month {
        /// 1 for the first month of the limit.
        number: u32,
    },
    /// Minutes of this day were counted: working minutes, or clock minutes for units that count
    /// closed time.
    Minutes {
        /// Whole minutes; the sum over all steps is the length of the limit.
        minutes: u32,
    },
    /// The limit ran out while the office was closed and ends on this working day instead
    /// (Civil Code, Article 148.5).
    Moved,
    /// Already overdue when the clock was stopped: the due date does not change.
    Kept,
}

impl Due {
    /// The unchanged due date of a clock that was already overdue when it was stopped.
    pub(crate) fn unchanged(at: DateTime<Utc>) -> Due {
        let on = local_date(at);
        let counting = Counting::Kept;
        Due { at, on, steps: vec![CountedDay { day: on, counting }] }
    }
}
