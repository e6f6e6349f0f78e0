//! The days a due date was counted over, in words that an officer can read out to a citizen.

use chrono::NaiveDate;
use motcua_worktime::{Counted, Counting, Why};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What was done with one local date.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayView {
    /// The local date.
    pub on: NaiveDate,
    /// Whether and how it was counted.
    pub counting: Kind,
    /// Which day or month of the limit it is, or how many of its minutes were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The same in Vietnamese.
    #[schema(example = "Ngày làm việc thứ 1")]
    pub vi: String,
    /// The same in English.
    #[schema(example = "Working day 1")]
    pub en: String,
}

/// Whether and how a day was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The day of receipt; not counted.
    Received,
    /// No work on it; not counted.
    Skipped,
    /// Counted as a day of the limit.
    Day,
    /// A month of the limit is complete.
    Month,
    /// Some of its minutes were counted.
    Minutes,
    /// The limit ran out on a day without work and ends on this one.
    Moved,
    /// Already overdue when the clock stopped: the due date stays.
    Kept,
}

/// The days in their order.
pub fn days(steps: &[Counted]) -> Vec<DayView> {
    steps.iter().map(day).collect()
}

fn day(counted: &Counted) -> DayView {
    let (counting, number, vi, en) = match &counted.counting {
        Counting::Received => (
            Kind::Received,
            None,
            "Ngày tiếp nhận, không tính vào thời hạn".to_owned(),
            "Day of receipt, not counted".to_owned(),
        ),
        Counting::Skipped { why } => (Kind::Skipped, None, skipped_vi(why), skipped_en(why)),
        Counting::Day { number } => {
            (Kind::Day, Some(*number), format!("Ngày thứ {number} của thời hạn"), format!("Day {number} of the limit"))
        }
        Counting::Month { number } => {
            (Kind::Month, Some(*number), format!("Tròn tháng thứ {number}"), format!("Month {number} complete"))
        }
        Counting::Minutes { minutes } => {
            (Kind::Minutes, Some(*minutes), format!("Tính {minutes} phút"), format!("{minutes} minutes counted"))
        }
        Counting::Moved => (
            Kind::Moved,
            None,
            "Thời hạn kết thúc vào ngày nghỉ nên chuyển sang ngày làm việc này (BLDS Điều 148.5)".to_owned(),
            "The limit ended on a day off and moves to this working day (Civil Code, Article 148.5)".to_owned(),
        ),
        Counting::Kept => (
            Kind::Kept,
            None,
            "Đã quá hạn khi tạm dừng; hạn giữ nguyên".to_owned(),
            "Overdue already when the clock stopped; the date stays".to_owned(),
        ),
    };
    DayView { on: counted.day, counting, number, vi, en }
}

fn skipped_vi(why: &Why) -> String {
    match why {
        Why::Weekend => "Ngày nghỉ hằng tuần, không tính".to_owned(),
        Why::Holiday { reason } => format!("Ngày nghỉ: {reason}, không tính"),
        Why::Ordinary | Why::MakeUp { .. } | Why::ChangedHours { .. } => "Ngoài giờ làm việc, không tính".to_owned(),
        Why::OutsideCalendar => "Lịch làm việc chưa có ngày này".to_owned(),
    }
}

fn skipped_en(why: &Why) -> String {
    match why {
        Why::Weekend => "Weekend, not counted".to_owned(),
        Why::Holiday { reason } => format!("Day off: {reason}, not counted"),
        Why::Ordinary | Why::MakeUp { .. } | Why::ChangedHours { .. } => "Office closed, not counted".to_owned(),
        Why::OutsideCalendar => "The calendar does not cover this day".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holiday_is_named_as_the_reason_why_a_day_was_skipped() {
        let on = NaiveDate::from_ymd_opt(2022, 4, 11).unwrap();
        let why = Why::Holiday { reason: "Giỗ Tổ Hùng Vương".to_owned() };
        let told = days(&[Counted { day: on, counting: Counting::Skipped { why } }]);
        assert_eq!((told[0].counting, told[0].vi.contains("Giỗ Tổ Hùng Vương")), (Kind::Skipped, true));
    }
}
