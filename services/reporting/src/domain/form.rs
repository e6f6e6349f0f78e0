//! Biểu 06(a)/VPCP/KSTT, the official report on dossiers: a row per agency, columns 3 to 13.

use motcua_contracts::Text;
use motcua_contracts::format::group_digits;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::{AgencyFigures, InProcess, Received, Resolved};
use super::period::Period;
use super::review::Review;

/// Titles of the columns 3 to 13.
const TITLES: [(&str, &str, &str); 11] = [
    ("c3", "Tiếp nhận – Tổng số", "Received – total"),
    ("c4", "Tiếp nhận trong kỳ – Trực tuyến", "Received in the period – online"),
    ("c5", "Tiếp nhận trong kỳ – Trực tiếp, dịch vụ bưu chính", "Received in the period – counter and post"),
    ("c6", "Tiếp nhận – Từ kỳ trước", "Received – carried over"),
    ("c7", "Đã giải quyết – Tổng số", "Resolved – total"),
    ("c8", "Đã giải quyết – Trước hạn", "Resolved – early"),
    ("c9", "Đã giải quyết – Đúng hạn", "Resolved – on time"),
    ("c10", "Đã giải quyết – Quá hạn", "Resolved – late"),
    ("c11", "Đang giải quyết – Tổng số", "In process – total"),
    ("c12", "Đang giải quyết – Trong hạn", "In process – not due"),
    ("c13", "Đang giải quyết – Quá hạn", "In process – overdue"),
];

/// The form of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Form06a {
    /// The period.
    pub period: Period,
    /// The titles of the columns.
    pub columns: Vec<Column>,
    /// A row per agency.
    pub rows: Vec<Row>,
    /// Their sum.
    pub total: Row,
    /// Why column 6 exceeds column 11 of the period before; absent when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A column of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Column {
    /// Its name in the rows.
    #[schema(example = "c3")]
    pub key: String,
    /// Its title.
    pub title: Text,
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the numbers of the form's columns")]
pub struct Row {
    /// Code of the agency; empty in the total.
    #[schema(example = "H35.05")]
    pub code: String,
    /// Column 2: the agency.
    #[schema(example = "Sở Kế hoạch và Đầu tư")]
    pub name: String,
    pub c3: u64,
    pub c4: u64,
    pub c5: u64,
    pub c6: u64,
    pub c7: u64,
    pub c8: u64,
    pub c9: u64,
    pub c10: u64,
    pub c11: u64,
    pub c12: u64,
    pub c13: u64,
}

impl Form06a {
    /// The form that a review fills.
    pub fn of(review: &Review) -> Self {
        let columns = TITLES.map(|(key, vi, en)| Column { key: key.to_owned(), title: Text::fixed(vi, en) });
        Self {
            period: review.period,
            columns: columns.to_vec(),
            rows: review.by_agency.iter().map(Row::of_agency).collect(),
            total: Row::of("", "Tổng số", review.received, review.resolved, review.in_process),
            note: note(review.reopened),
        }
    }
}

/// The note for readers who compare the report with the one before.
pub fn note(reopened: u64) -> Option<Text> {
    let (vi, en) = (group_digits(reopened, '.'), group_digits(reopened, ','));
    (reopened > 0).then(|| {
        Text::new(
            format!(
                "Cột 6 nhiều hơn cột 11 của kỳ trước {vi} hồ sơ: kết quả đã trả lại do sai sót, được giải quyết tiếp \
                 trong kỳ này."
            ),
            format!(
                "Column 6 exceeds column 11 of the period before by {en}: results that came back for an error and were \
                 reopened in this period."
            ),
        )
    })
}

impl Row {
    fn of_agency(figures: &AgencyFigures) -> Self {
        Self::of(&figures.code, &figures.name, figures.received, figures.resolved, figures.in_process)
    }

    fn of(code: &str, name: &str, received: Received, resolved: Resolved, in_process: InProcess) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            c3: received.total,
            c4: received.online,
            c5: received.counter,
            c6: received.carried_over,
            c7: resolved.total,
            c8: resolved.early,
            c9: resolved.on_time,
            c10: resolved.late,
            c11: in_process.total,
            c12: in_process.not_due,
            c13: in_process.overdue,
        }
    }

    /// The columns 3 to 13.
    pub fn figures(&self) -> [u64; 11] {
        [self.c3, self.c4, self.c5, self.c6, self.c7, self.c8, self.c9, self.c10, self.c11, self.c12, self.c13]
    }
}
