//! Whether a dossier was finished early, on time or late.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::local_date;

/// How a finish compares with the due date; the words of form 06a (columns 8 to 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// "Trước hạn": finished on an earlier local calendar date than the due date.
    Early,
    /// "Đúng hạn": finished on the due date itself, up to the due time.
    OnTime,
    /// "Quá hạn": finished after the due time.
    Late,
}

/// Compares a finish with the due moment, both stored in UTC, dates taken in Viet Nam.
///
/// The due moment is the original one as moved by pauses; extensions are not to be passed in.
/// The day, not the minute, separates early from on time: otherwise hardly any dossier is on time.
#[must_use]
pub fn verdict(finished: DateTime<Utc>, due: DateTime<Utc>) -> Verdict {
    if finished > due {
        Verdict::Late
    } else if local_date(finished) < local_date(due) {
        Verdict::Early
    } else {
        Verdict::OnTime
    }
}
