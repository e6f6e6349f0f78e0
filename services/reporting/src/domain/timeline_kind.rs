//! What a timeline entry reports besides the status, with its texts for officers and for citizens.

use motcua_contracts::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a timeline entry reports when it is more than a change of the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TimelineKind {
    /// Received outside the territory of the competent agency and sent on to it (phi địa giới).
    Forwarded,
    /// The open work moved to another unit.
    Moved,
    /// The issued result came back for an error (9 → 4).
    Reopened,
    /// The agency apologised and promised a later date; the due date stays.
    Extended,
    /// Another unit was asked for its opinion; the clock continues.
    OpinionRequested,
    /// The unit gave its opinion.
    OpinionGiven,
    /// A payment was received.
    FeeCollected,
}

impl TimelineKind {
    const ALL: [Self; 7] = [
        Self::Forwarded,
        Self::Moved,
        Self::Reopened,
        Self::Extended,
        Self::OpinionRequested,
        Self::OpinionGiven,
        Self::FeeCollected,
    ];

    /// Its stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Forwarded => "forwarded",
            Self::Moved => "moved",
            Self::Reopened => "reopened",
            Self::Extended => "extended",
            Self::OpinionRequested => "opinionRequested",
            Self::OpinionGiven => "opinionGiven",
            Self::FeeCollected => "feeCollected",
        }
    }

    /// The kind with this stored name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Its text for citizens.
    pub fn citizen(self) -> Text {
        let (_, vi, en) = self.entry();
        Text::fixed(vi, en)
    }

    /// Its text for officers.
    pub fn officer(self) -> Text {
        let (legal, _, en) = self.entry();
        Text::fixed(legal, en)
    }

    /// Vietnamese for officers, Vietnamese for citizens, English.
    fn entry(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Forwarded => (
                "Tiếp nhận phi địa giới, đã chuyển cơ quan có thẩm quyền",
                "Đã nhận và chuyển đến cơ quan có thẩm quyền; thời hạn tính từ khi cơ quan đó nhận",
                "Sent on to the competent agency; the time limit starts when it receives the dossier",
            ),
            Self::Moved => {
                ("Chuyển đơn vị giải quyết", "Đã chuyển sang đơn vị khác giải quyết", "Moved to another unit")
            }
            Self::Reopened => (
                "Trả lại kết quả do sai sót, giải quyết tiếp",
                "Kết quả có sai sót, đang được sửa lại",
                "The result had an error and is being corrected",
            ),
            Self::Extended => (
                "Xin lỗi và hẹn lại ngày trả kết quả",
                "Cơ quan xin lỗi và hẹn lại ngày trả kết quả",
                "The agency apologises and promises a later date",
            ),
            Self::OpinionRequested => {
                ("Lấy ý kiến phối hợp", "Đang lấy ý kiến", "Another unit is asked for its opinion")
            }
            Self::OpinionGiven => ("Đã có ý kiến phối hợp", "Đã có ý kiến", "The opinion was given"),
            Self::FeeCollected => ("Thu phí, lệ phí", "Đã thu phí, lệ phí", "Payment received"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_stored_under_its_json_name() {
        for kind in TimelineKind::ALL {
            assert_eq!(TimelineKind::from_name(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert_eq!(TimelineKind::from_name("lost"), None);
    }
}
