//! What is wrong with a working calendar, as the editor sees it.

use motcua_kit::problem::FieldError;
use motcua_worktime::{Calendar, CalendarFault, Place};

use super::Stage;
use super::fault::fault;

/// Everything that is wrong with a calendar that is to be the next version after `stage`.
pub fn check_calendar(calendar: &Calendar, stage: Stage) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> =
        calendar.validate().err().unwrap_or_default().iter().map(|found| describe(calendar, found)).collect();
    let next = stage.next();
    if calendar.version != next {
        let message = format!("Phiên bản tiếp theo là {next} / The next version is {next}");
        faults.push(fault("/version".into(), "next-version", &message));
    }
    faults
}

fn describe(calendar: &Calendar, found: &CalendarFault) -> FieldError {
    let (pointer, code, vietnamese) = match found {
        CalendarFault::InvertedValidity { .. } => {
            ("/validTo".into(), "inverted-validity", "Ngày kết thúc trước ngày bắt đầu")
        }
        CalendarFault::EndlessValidity { .. } => ("/validTo".into(), "endless-validity", "Hiệu lực dài quá 100 năm"),
        CalendarFault::NoWorkingDay => ("/week".into(), "no-working-day", "Không có ngày làm việc nào"),
        CalendarFault::OverrideOutside { day } => {
            (format!("/overrides/{day}"), "outside-validity", "Ngày nằm ngoài thời gian hiệu lực")
        }
        CalendarFault::NoHours { day } => {
            (format!("/overrides/{day}/spans"), "no-hours", "Ngày làm việc chưa có giờ làm việc")
        }
        CalendarFault::EmptySpan { place, span } => {
            (within(calendar, *place, span), "empty-span", "Giờ đóng cửa không sau giờ mở cửa")
        }
        CalendarFault::PartMinute { place, span } => (within(calendar, *place, span), "part-minute", "Giờ lẻ giây"),
        CalendarFault::Overlap { place, second, .. } => {
            (within(calendar, *place, second), "overlap", "Khung giờ chồng lên khung trước")
        }
    };
    fault(pointer, code, &format!("{vietnamese} / {found}"))
}

/// Where a span stands in the document.
fn within(calendar: &Calendar, place: Place, span: &motcua_worktime::Span) -> String {
    let (list, spans) = match place {
        Place::Weekday(index) => (format!("/week/{index}"), calendar.week.get(index).map_or(&[][..], Vec::as_slice)),
        Place::Date(day) => match calendar.overrides.get(&day) {
            Some(motcua_worktime::Day::Working { spans, .. }) => (format!("/overrides/{day}/spans"), &spans[..]),
            _ => (format!("/overrides/{day}"), &[][..]),
        },
    };
    spans.iter().position(|other| other == span).map_or(list.clone(), |index| format!("{list}/{index}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn the_calendar_of_the_province_is_in_order() {
        assert_eq!(check_calendar(&sample::calendar(), Stage::Absent), []);
    }

    #[test]
    fn all_faults_of_a_calendar_are_found_at_once() {
        let mut calendar = sample::calendar();
        calendar.version = 3;
        calendar.week[2].reverse();
        calendar.week[4][0].to = calendar.week[4][0].from;
        let (outside, empty) = ("2031-01-01".parse().unwrap(), "2022-05-07".parse().unwrap());
        calendar.overrides.insert(outside, motcua_worktime::Day::Off { reason: "Tết".into() });
        let idle = motcua_worktime::Day::Working { spans: vec![], reason: "Làm bù".into() };
        calendar.overrides.insert(empty, idle);
        let faults = check_calendar(&calendar, Stage::Absent);
        let found: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_str())).collect();
        assert_eq!(
            found,
            [
                ("/week/2/1", "overlap"),
                ("/week/4/0", "empty-span"),
                ("/overrides/2022-05-07/spans", "no-hours"),
                ("/overrides/2031-01-01", "outside-validity"),
                ("/version", "next-version"),
            ]
        );
    }
}
