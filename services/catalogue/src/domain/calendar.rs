//! The rules of a working calendar, as errors for the editor.

use chrono::{Datelike, NaiveDate};
use motcua_contracts::Text;
use motcua_kit::problem::FieldError;
use motcua_worktime::{Calendar, CalendarError, Day, Place, Span};

use super::field_error::field_error;

/// Every error of a calendar that is to become version `next`.
pub fn check_calendar(calendar: &Calendar, next: u32) -> Vec<FieldError> {
    let found = calendar.validate().err().unwrap_or_default();
    let mut errors: Vec<FieldError> = found.iter().map(|error| describe(calendar, error)).collect();
    errors.extend(closed_years(calendar, &errors));
    if calendar.version != next {
        let message = Text::new(format!("Phiên bản tiếp theo là {next}"), format!("The next version is {next}"));
        errors.push(field_error("/version", "next-version", message));
    }
    errors
}

/// An error for every whole calendar year of the validity without a working day: a limit that begins in it never ends.
/// A week without hours is the usual cause, overlooked because a few special days still have hours.
fn closed_years(calendar: &Calendar, errors: &[FieldError]) -> Vec<FieldError> {
    // Years are only iterated when the validity is valid; a calendar without any working day has its error already.
    let decisive = ["inverted-validity", "endless-validity", "no-working-day"];
    if errors.iter().any(|error| decisive.contains(&error.code.as_str())) {
        return Vec::new();
    }
    let is_closed =
        |year: &i32| whole_year(calendar, *year).is_some_and(|mut days| !days.any(|day| calendar.is_working(day)));
    let years = calendar.valid_from.year()..=calendar.valid_to.year();
    years.filter(is_closed).map(closed_year).collect()
}

fn closed_year(year: i32) -> FieldError {
    let vi = format!("Năm {year} không có ngày làm việc nào");
    field_error("/week", "no-working-year", Text::new(vi, format!("No working day in the year {year}")))
}

/// The days of a calendar year that the calendar covers from its first to its last.
fn whole_year(calendar: &Calendar, year: i32) -> Option<impl Iterator<Item = NaiveDate>> {
    let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    (calendar.covers(first) && calendar.covers(last)).then(|| first.iter_days().take_while(move |day| *day <= last))
}

fn describe(calendar: &Calendar, error: &CalendarError) -> FieldError {
    let (pointer, code, vi) = match error {
        CalendarError::InvertedValidity { .. } => {
            ("/validTo".into(), "inverted-validity", "Ngày kết thúc trước ngày bắt đầu")
        }
        CalendarError::EndlessValidity { .. } => ("/validTo".into(), "endless-validity", "Hiệu lực dài quá 100 năm"),
        CalendarError::NoWorkingDay => ("/week".into(), "no-working-day", "Không có ngày làm việc nào"),
        CalendarError::OverrideOutside { day } => {
            (format!("/overrides/{day}"), "outside-validity", "Ngày nằm ngoài thời gian hiệu lực")
        }
        CalendarError::NoHours { day } => {
            (format!("/overrides/{day}/spans"), "no-hours", "Ngày làm việc chưa có giờ làm việc")
        }
        CalendarError::EmptySpan { place, span } => {
            (span_pointer(calendar, *place, span), "empty-span", "Giờ đóng cửa không sau giờ mở cửa")
        }
        CalendarError::PartMinute { place, span } => {
            (span_pointer(calendar, *place, span), "part-minute", "Giờ lẻ giây")
        }
        CalendarError::Overlap { place, second, .. } => {
            (span_pointer(calendar, *place, second), "overlap", "Khung giờ chồng lên khung trước")
        }
    };
    field_error(pointer, code, Text::new(vi, error.to_string()))
}

/// The pointer to a span in the document.
fn span_pointer(calendar: &Calendar, place: Place, span: &Span) -> String {
    let (list, spans) = match place {
        Place::Weekday(index) => (format!("/week/{index}"), calendar.week.get(index).map_or(&[][..], Vec::as_slice)),
        Place::Date(day) => match calendar.overrides.get(&day) {
            Some(Day::Working { spans, .. }) => (format!("/overrides/{day}/spans"), &spans[..]),
            Some(Day::Off { .. }) | None => (format!("/overrides/{day}"), &[][..]),
        },
    };
    spans.iter().position(|other| other == span).map_or(list.clone(), |index| format!("{list}/{index}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn a_valid_calendar_has_no_errors() {
        assert_eq!(check_calendar(&sample::calendar(), 1), []);
    }

    #[test]
    fn every_whole_year_has_a_working_day() {
        let mut calendar = sample::calendar();
        calendar.week.iter_mut().for_each(Vec::clear);
        let spans = sample::calendar().week[0].clone();
        for day in ["2021-12-31", "2022-05-07", "2024-05-04", "2026-08-22", "2027-12-31"] {
            let working = Day::Working { spans: spans.clone(), reason: "Làm bù".into() };
            calendar.overrides.insert(day.parse().unwrap(), working);
        }
        let errors = check_calendar(&calendar, 1);
        assert!(
            errors.iter().all(|error| (error.pointer.as_str(), error.code.as_str()) == ("/week", "no-working-year"))
        );
        let years: Vec<_> = errors.iter().map(|error| error.message.vi.split(' ').nth(1).unwrap_or_default()).collect();
        assert_eq!(years, ["2023", "2025"], "2021 is covered only in part");
        calendar.overrides.clear();
        let errors = check_calendar(&calendar, 1);
        assert_eq!(errors.iter().map(|error| error.code.as_str()).collect::<Vec<_>>(), ["no-working-day"]);
    }

    #[test]
    fn all_errors_of_a_calendar_are_reported_at_once() {
        let mut calendar = sample::calendar();
        calendar.version = 3;
        calendar.week[2].reverse();
        calendar.week[4][0].to = calendar.week[4][0].from;
        let (outside, empty) = ("2031-01-01".parse().unwrap(), "2022-05-07".parse().unwrap());
        calendar.overrides.insert(outside, Day::Off { reason: "Tết".into() });
        let idle = Day::Working { spans: vec![], reason: "Làm bù".into() };
        calendar.overrides.insert(empty, idle);
        let errors = check_calendar(&calendar, 1);
        let found: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
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
