//! How each day was counted towards a due date, in words that an officer can read out to a citizen.

use chrono::NaiveDate;
use motcua_contracts::Text;
use motcua_worktime::{CountedDay, Counting, DayKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How one local date was counted.
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
    /// Already overdue when the clock was paused: the due date stays.
    Kept,
}

/// The days in their order.
pub fn days(steps: &[CountedDay]) -> Vec<DayView> {
    steps.iter().map(day).collect()
}

fn day(counted: &CountedDay) -> DayView {
    let (counting, number, text) = match &counted.counting {
        Counting::Received => {
            let text = Text::fixed("Ngày tiếp nhận, không tính vào thời hạn", "Day of receipt, not counted");
            (Kind::Received, None, text)
        }
        Counting::Skipped { why } => (Kind::Skipped, None, skipped(why)),
        Counting::Day { number } => {
            let text = Text::new(format!("Ngày thứ {number} của thời hạn"), format!("Day {number} of the limit"));
            (Kind::Day, Some(*number), text)
        }
        Counting::Month { number } => {
            let text = Text::new(format!("Tròn tháng thứ {number}"), format!("Month {number} complete"));
            (Kind::Month, Some(*number), text)
        }
        Counting::Minutes { minutes } => {
            let text = Text::new(format!("Tính {minutes} phút"), format!("{minutes} minutes counted"));
            (Kind::Minutes, Some(*minutes), text)
        }
        Counting::Moved => (Kind::Moved, None, MOVED),
        Counting::Kept => (Kind::Kept, None, KEPT),
    };
    DayView { on: counted.day, counting, number, vi: text.vi.into_owned(), en: text.en.into_owned() }
}

const MOVED: Text = Text::fixed(
    "Thời hạn kết thúc vào ngày nghỉ nên chuyển sang ngày làm việc này (BLDS Điều 148.5)",
    "The limit ended on a day off and moves to this working day (Civil Code, Article 148.5)",
);
const KEPT: Text =
    Text::fixed("Đã quá hạn khi tạm dừng; hạn giữ nguyên", "Overdue already when the clock was paused; the date stays");

fn skipped(why: &DayKind) -> Text {
    match why {
        DayKind::Weekend => Text::fixed("Ngày nghỉ hằng tuần, không tính", "Weekend, not counted"),
        DayKind::Holiday { reason } => {
            Text::new(format!("Ngày nghỉ: {reason}, không tính"), format!("Day off: {reason}, not counted"))
        }
        DayKind::Ordinary | DayKind::MakeUp { .. } | DayKind::ChangedHours { .. } => {
            Text::fixed("Ngoài giờ làm việc, không tính", "Office closed, not counted")
        }
        DayKind::OutsideCalendar => {
            Text::fixed("Lịch làm việc chưa có ngày này", "The calendar does not cover this day")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_day_names_its_holiday() {
        let on = NaiveDate::from_ymd_opt(2022, 4, 11).unwrap();
        let why = DayKind::Holiday { reason: "Giỗ Tổ Hùng Vương".to_owned() };
        let shown = days(&[CountedDay { day: on, counting: Counting::Skipped { why } }]);
        assert_eq!((shown[0].counting, shown[0].vi.contains("Giỗ Tổ Hùng Vương")), (Kind::Skipped, true));
    }
}
