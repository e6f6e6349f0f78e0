//! What is wrong with a working calendar, as the editor sees it.

use chrono::{Datelike, NaiveDate};
use motcua_kit::problem::FieldError;
use motcua_worktime::{Calendar, CalendarFault, Place};

use super::Stage;
use super::fault::fault;

/// Everything that is wrong with a calendar that is to be the next version after `stage`.
pub fn check_calendar(calendar: &Calendar, stage: Stage) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> =
        calendar.validate().err().unwrap_or_default().iter().map(|found| describe(calendar, found)).collect();
    faults.extend(closed_years(calendar, &faults));
    let next = stage.next();
    if calendar.version != next {
        let message = format!("Phiên bản tiếp theo là {next} / The next version is {next}");
        faults.push(fault("/version".into(), "next-version", &message));
    }
    faults
}

/// Every whole calendar year of the validity without a working day: a limit that begins in it never ends. A week
/// without hours is the usual cause, forgotten because a few special days still work.
fn closed_years(calendar: &Calendar, found: &[FieldError]) -> Vec<FieldError> {
    // Years can only be gone through when the validity is one; no working day at all is said already.
    let known = ["inverted-validity", "endless-validity", "no-working-day"];
    if found.iter().any(|fault| known.contains(&fault.code.as_str())) {
        return Vec::new();
    }
    let years = calendar.valid_from.year()..=calendar.valid_to.year();
    let closed = years
        .filter(|year| whole_year(calendar, *year).is_some_and(|mut days| !days.any(|day| calendar.is_working(day))));
    closed
        .map(|year| {
            let message = format!("Năm {year} không có ngày làm việc nào / No working day in the year {year}");
            fault("/week".into(), "no-working-year", &message)
        })
        .collect()
}

/// The days of a calendar year that the calendar covers from its first to its last.
fn whole_year(calendar: &Calendar, year: i32) -> Option<impl Iterator<Item = NaiveDate>> {
    let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    (calendar.covers(first) && calendar.covers(last)).then(|| first.iter_days().take_while(move |day| *day <= last))
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
    fn every_whole_year_has_a_working_day() {
        let mut calendar = sample::calendar();
        calendar.week.iter_mut().for_each(Vec::clear);
        let spans = sample::calendar().week[0].clone();
        for day in ["2021-12-31", "2022-05-07", "2024-05-04", "2026-08-22", "2027-12-31"] {
            let working = motcua_worktime::Day::Working { spans: spans.clone(), reason: "Làm bù".into() };
            calendar.overrides.insert(day.parse().unwrap(), working);
        }
        let faults = check_calendar(&calendar, Stage::Absent);
        assert!(
            faults.iter().all(|fault| (fault.pointer.as_str(), fault.code.as_str()) == ("/week", "no-working-year"))
        );
        let years: Vec<_> = faults.iter().map(|fault| fault.message.split(' ').nth(1).unwrap_or_default()).collect();
        assert_eq!(years, ["2023", "2025"], "2021 is covered only in part");
        calendar.overrides.clear();
        let faults = check_calendar(&calendar, Stage::Absent);
        assert_eq!(faults.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>(), ["no-working-day"]);
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
