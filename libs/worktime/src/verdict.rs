//! Whether a dossier was finished early, on time or late.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::zone::local_date;

/// How a finish compares with the due date: columns 8 to 10 of Biểu 06a/VPCP/KSTT (Circular 02/2017/TT-VPCP, its
/// reporting part replaced by Circular 01/2020/TT-VPCP).
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
/// Late is what Decision 766/QĐ-TTg, indicator 2.1, counts as late: finished after the appointment
/// (NgayKetThucXuLy > NgayHenTra). The index does not separate early from on time; comparing local
/// dates and not minutes is a decision, because by the minute hardly any dossier would be on time.
///
/// Pass the original due moment as moved by pauses: an extension does not make a late dossier punctual.
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
