//! What happens to a dossier beside a change of its status, in words: as the officer reads it, and as the citizen does.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Words;

/// What a line of the timeline tells, when it is more than the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// Received outside the territory of the competent agency and sent on to it (phi địa giới).
    Forwarded,
    /// The open work moved to another unit.
    Moved,
    /// The issued result came back for an error (9 → 4).
    Reopened,
    /// The agency apologised and promised a later date; the due date stays.
    Extended,
    /// Another unit was asked for its opinion; the clock runs on.
    OpinionRequested,
    /// The unit asked gave its opinion.
    OpinionGiven,
    /// Money came in.
    FeeCollected,
}

impl What {
    const ALL: [Self; 7] = [
        Self::Forwarded,
        Self::Moved,
        Self::Reopened,
        Self::Extended,
        Self::OpinionRequested,
        Self::OpinionGiven,
        Self::FeeCollected,
    ];

    /// As it is stored.
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

    /// The one stored under this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == name)
    }

    /// As a citizen reads it.
    pub fn citizen(self) -> Words {
        let (_, vi, en) = self.entry();
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }

    /// As an officer reads it.
    pub fn officer(self) -> Words {
        let (legal, _, en) = self.entry();
        Words { vi: legal.to_owned(), en: en.to_owned() }
    }

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
    fn every_happening_is_stored_under_the_name_that_the_answers_use() {
        for what in What::ALL {
            assert_eq!(What::of(what.as_str()), Some(what));
            assert_eq!(serde_json::to_value(what).unwrap(), what.as_str());
        }
        assert_eq!(What::of("lost"), None);
    }
}
