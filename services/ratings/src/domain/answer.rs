//! The answer of a rating: one of three scores, and a reason when the applicant is not satisfied.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A score on the scale of three that every channel and report uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Score {
    /// Rất hài lòng.
    VerySatisfied,
    /// Hài lòng.
    Satisfied,
    /// Không hài lòng.
    NotSatisfied,
}

impl Score {
    /// All of them, best first.
    pub const ALL: [Self; 3] = [Self::VerySatisfied, Self::Satisfied, Self::NotSatisfied];

    /// The name in messages and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerySatisfied => "verySatisfied",
            Self::Satisfied => "satisfied",
            Self::NotSatisfied => "notSatisfied",
        }
    }
}

/// The reason for not being satisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Thái độ phục vụ.
    Attitude,
    /// Chờ đợi lâu tại quầy.
    Waiting,
    /// Giấy tờ phức tạp.
    Paperwork,
    /// Trả kết quả trễ hẹn.
    Late,
    /// Lý do khác.
    Other,
}

/// The channel of a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// The device at the window.
    Kiosk,
    /// Trực tuyến.
    Online,
}

impl Channel {
    /// The name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Online => "online",
        }
    }
}

/// An answer with its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub score: Score,
    /// The reason, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The channel it came through.
    pub channel: Channel,
}

impl Answer {
    /// The answer; `None` for a reason with another score than [`Score::NotSatisfied`].
    pub fn of(score: Score, reason: Option<Reason>, channel: Channel) -> Option<Self> {
        (reason.is_none() || score == Score::NotSatisfied).then_some(Self { score, reason, channel })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_goes_with_not_satisfied_only() {
        let answer = |score, reason| Answer::of(score, reason, Channel::Kiosk);
        assert!(answer(Score::NotSatisfied, Some(Reason::Late)).is_some());
        assert!(answer(Score::NotSatisfied, None).is_some());
        assert!(answer(Score::VerySatisfied, None).is_some());
        assert!(answer(Score::Satisfied, Some(Reason::Late)).is_none());
    }

    #[test]
    fn tables_and_messages_use_the_names_of_the_api() {
        for score in Score::ALL {
            assert_eq!(serde_json::to_value(score).unwrap(), score.as_str());
        }
    }
}
