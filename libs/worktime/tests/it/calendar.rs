//! Calendars as data: their errors, and the JSON of calendars and results.

use motcua_worktime::{
    Calendar, CalendarError, CountedDay, Counting, Day, DayKind, Frozen, Limit, Place, Policy, Span, Unit, Verdict, due,
};
use serde_json::json;

use crate::fixture::official;
use crate::sample_days::{at, date, limit, time};

fn march() -> Calendar {
    Calendar::office_hours("march", 3, date("2024-03-01"), date("2024-03-31"))
}

fn span(from: &str, to: &str) -> Span {
    let (from, to) = (time(from), time(to));
    Span { from, to }
}

fn working(spans: &[Span]) -> Day {
    let (spans, reason) = (spans.to_vec(), "Làm bù".to_owned());
    Day::Working { spans, reason }
}

fn errors(calendar: &Calendar) -> Vec<CalendarError> {
    calendar.validate().expect_err("errors")
}

#[test]
fn every_error_is_reported_at_once() {
    let mut calendar = march();
    let (long, late) = (span("07:00", "11:30"), span("11:00", "17:00"));
    let (backwards, empty) = (span("17:00", "13:30"), span("08:00", "08:00"));
    calendar.week[0] = vec![long, late];
    calendar.week[1] = vec![backwards];
    calendar.overrides.insert(date("2024-03-09"), working(&[empty]));
    calendar.overrides.insert(date("2024-03-16"), working(&[]));
    calendar.overrides.insert(date("2024-04-01"), working(&[long]));
    let expected = [
        CalendarError::Overlap { place: Place::Weekday(0), first: long, second: late },
        CalendarError::EmptySpan { place: Place::Weekday(1), span: backwards },
        CalendarError::EmptySpan { place: Place::Date(date("2024-03-09")), span: empty },
        CalendarError::NoHours { day: date("2024-03-16") },
        CalendarError::OverrideOutside { day: date("2024-04-01") },
    ];
    assert_eq!(calendar.validate(), Err(expected.to_vec()));
}

#[test]
fn validity_needs_a_working_day_and_ends_within_100_years() {
    let mut calendar = march();
    calendar.valid_to = date("2024-02-01");
    let (from, to) = (calendar.valid_from, calendar.valid_to);
    assert_eq!(calendar.validate(), Err(vec![CalendarError::InvertedValidity { from, to }]));
    calendar.valid_to = date("2199-01-01");
    assert!(matches!(errors(&calendar)[..], [CalendarError::EndlessValidity { .. }]));
    let weekend = Calendar::office_hours("weekend", 1, date("2024-03-09"), date("2024-03-10"));
    assert_eq!(weekend.validate(), Err(vec![CalendarError::NoWorkingDay]));
    assert_eq!(march().validate(), Ok(()));
}

#[test]
fn spans_may_touch_but_need_whole_minutes() {
    let mut calendar = march();
    calendar.week[4] = vec![span("07:00", "09:00"), span("09:00", "10:00")];
    assert_eq!(calendar.validate(), Ok(()));
    calendar.week[4][1].to += chrono::TimeDelta::seconds(1);
    assert!(matches!(errors(&calendar)[..], [CalendarError::PartMinute { .. }]));
}

#[test]
fn overrides_change_the_hours_and_the_kind_of_a_day() {
    let mut calendar = march();
    let half = [span("07:00", "11:30")];
    calendar.overrides.insert(date("2024-03-08"), working(&half));
    let reason = "Làm bù".to_owned();
    assert_eq!(calendar.spans(date("2024-03-08")), half);
    assert_eq!(calendar.closing(date("2024-03-08")), Some(time("11:30")));
    assert_eq!(calendar.day_kind(date("2024-03-08")), DayKind::ChangedHours { reason });
    assert_eq!(calendar.closing(date("2024-03-09")), None);
    assert!(!calendar.is_working(date("2024-04-01")));
}

#[test]
fn calendar_json_has_times_as_hh_mm() {
    let mut calendar = march();
    calendar.week = std::array::from_fn(|_| Vec::new());
    calendar.week[0] = vec![span("07:00", "11:30")];
    let reason = "Nghỉ bù".to_owned();
    calendar.overrides.insert(date("2024-03-04"), Day::Off { reason });
    let text = json!({
        "code": "march", "version": 3, "validFrom": "2024-03-01", "validTo": "2024-03-31",
        "week": [[{ "from": "07:00", "to": "11:30" }], [], [], [], [], [], []],
        "overrides": { "2024-03-04": { "kind": "off", "reason": "Nghỉ bù" } },
    });
    assert_eq!(serde_json::to_value(&calendar).expect("JSON"), text);
    assert_eq!(serde_json::from_value::<Calendar>(text).expect("a calendar"), calendar);
}

#[test]
fn unknown_fields_and_other_time_formats_are_refused() {
    let span = |text| serde_json::from_value::<Span>(text);
    assert!(span(json!({ "from": "07:00", "to": "11:30" })).is_ok());
    for from in ["7:00", "07:00:00", "24:00", "0700", " 07:00", ""] {
        assert!(span(json!({ "from": from, "to": "11:30" })).is_err(), "{from}");
    }
    assert!(span(json!({ "from": "07:00", "to": "11:30", "note": "" })).is_err());
    let day = |text| serde_json::from_value::<Day>(text);
    assert!(day(json!({ "kind": "off", "reason": "Tết" })).is_ok());
    assert!(day(json!({ "kind": "off", "reason": "Tết", "spans": [] })).is_err());
}

#[test]
fn results_are_camel_case_json_and_can_be_read_back() {
    let five = limit(5, Unit::WorkingDay);
    assert_eq!(serde_json::to_value(five).expect("JSON"), json!({ "unit": "workingDay", "amount": 5 }));
    assert_eq!(json!([Policy::Pause, Policy::Restart]), json!(["pause", "restart"]));
    assert_eq!(json!([Verdict::Early, Verdict::OnTime, Verdict::Late]), json!(["early", "onTime", "late"]));

    let due = due(official(), at("2024-04-26 09:00"), limit(1, Unit::WorkingDay)).expect("a due date");
    let text = serde_json::to_value(&due).expect("JSON");
    assert_eq!(text["at"], "2024-05-02T10:00:00Z");
    assert_eq!(text["on"], "2024-05-02");
    assert_eq!(text["steps"][0], json!({ "day": "2024-04-26", "counting": { "kind": "received" } }));
    let skipped = json!({ "kind": "skipped", "why": { "kind": "weekend" } });
    assert_eq!(text["steps"][1], json!({ "day": "2024-04-27", "counting": skipped }));
    assert_eq!(serde_json::from_value::<motcua_worktime::Due>(text).expect("a due date"), due);

    let frozen = Frozen { minutes: 480, overdue: false, due_at: due.at };
    let text = json!({ "minutes": 480, "overdue": false, "dueAt": "2024-05-02T10:00:00Z" });
    assert_eq!(serde_json::to_value(frozen).expect("JSON"), text);
    assert_eq!(
        serde_json::from_value::<Limit>(json!({ "unit": "sameDay", "amount": 0 })).expect("a limit"),
        limit(0, Unit::SameDay)
    );
    let step = CountedDay { day: date("2024-05-02"), counting: Counting::Minutes { minutes: 30 } };
    assert_eq!(json!(step), json!({ "day": "2024-05-02", "counting": { "kind": "minutes", "minutes": 30 } }));
}
