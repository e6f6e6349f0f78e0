//! When a time limit falls due, counted from the acceptance of a dossier.
//!
//! *Start.* By Decree 118/2025/NĐ-CP, Article 17(3), the time limit runs from the moment the dossier
//! was received complete and correct, as shown on the receipt.
//!
//! *Day of receipt.* By Article 147.2 of the Civil Code (91/2015/QH13) the first day of a limit in
//! days or months is not counted. That day is the local date of acceptance if the office works on it,
//! even when it has closed already; a dossier accepted on a day off counts as received on the next
//! working day (decision: the office cannot hold it earlier). So Friday 20:00 makes Monday day 1, and
//! Saturday makes Monday the day of receipt and Tuesday day 1.
//!
//! *Last day.* By Article 148.5 of the Civil Code a limit that ends on a day off ends on the next
//! working day. The law ends that day at 24:00, Một Cửa at closing time, when the counter can still
//! hand out the result (decision).

use chrono::{DateTime, Months, NaiveDateTime, NaiveTime, Utc};

use crate::calendar::{Calendar, clock_time};
use crate::cursor::Cursor;
use crate::error::Error;
use crate::explain::{Counting, Due};
use crate::limit::Limit;
use crate::unit::Unit;
use crate::zone::local;

/// The last local time of receipt at which a limit "within the day" is still due the same day.
///
/// Decree 118/2025/NĐ-CP, Article 18(2) (before 1 July 2025: Decree 61/2018/NĐ-CP), sets 15:00 for the
/// transfer of dossiers; procedures with the limit "trong ngày" use the same hour.
pub const SAME_DAY_CUTOFF: NaiveTime = clock_time(15, 0);

/// Computes when a limit falls due, with its explanation.
///
/// | Unit | Due |
/// |---|---|
/// | `WorkingDay` | closing time of the n-th working day after the day of receipt |
/// | `Day` | closing time of the n-th day after the day of receipt, or of the next working day |
/// | `Month` | the same, on the corresponding day of the n-th month, or its last (Article 148.3) |
/// | `SameDay` | closing time of the day of receipt; after 15:00 or closing, of the next working day |
/// | `WorkingHour` | n × 60 working minutes after the receipt |
/// | `Hour` | n clock hours after the receipt, or the next opening |
///
/// For the last three a receipt outside working hours counts from the next opening. Articles are
/// those of the Civil Code; the module documentation names the legal source of each rule.
///
/// # Errors
/// [`Error::BadLimit`] from [`Limit::validate`]; [`Error::OutsideCalendar`] when the calendar does not
/// cover the acceptance or a day that would count; [`Error::NoWorkingDay`] when a year passes without
/// a working day.
pub fn due(calendar: &Calendar, accepted: DateTime<Utc>, limit: Limit) -> Result<Due, Error> {
    limit.validate()?;
    let accepted = local(accepted);
    let cursor = Cursor::start(calendar, accepted.date())?;
    match limit.unit {
        Unit::WorkingDay => working_days(cursor, limit.amount),
        Unit::Day => calendar_days(cursor, limit.amount),
        Unit::Month => months(cursor, limit.amount),
        Unit::SameDay => same_day(cursor, accepted),
        Unit::WorkingHour => working_hours(cursor, accepted, limit.amount),
        Unit::Hour => clock_hours(cursor, accepted, limit.amount),
    }
}

/// The first day is not counted (Civil Code, Article 147.2).
fn working_days(mut cursor: Cursor, amount: u32) -> Result<Due, Error> {
    record_receipt(&mut cursor)?;
    for number in 1..=amount {
        cursor.next_working_day()?;
        cursor.record(Counting::Day { number });
    }
    cursor.finish_at_closing(NaiveTime::MIN)
}

/// The first day is not counted (Article 147.2); a last day off moves to the next working day (Article 148.5).
fn calendar_days(mut cursor: Cursor, amount: u32) -> Result<Due, Error> {
    record_receipt(&mut cursor)?;
    for number in 1..=amount {
        cursor.advance()?;
        cursor.record(Counting::Day { number });
    }
    cursor.finish_at_closing(NaiveTime::MIN)
}

/// Ends on the corresponding day of the last month, or on its last day (Civil Code, Article 148.3).
fn months(mut cursor: Cursor, amount: u32) -> Result<Due, Error> {
    record_receipt(&mut cursor)?;
    let received = cursor.day();
    for number in 1..=amount {
        // Counted from the day of receipt each time: 31 January, 28 February, 31 March.
        let day = received.checked_add_months(Months::new(number));
        cursor.jump_to(day.ok_or(Error::OutsideCalendar { day: received })?)?;
        cursor.record(Counting::Month { number });
    }
    cursor.finish_at_closing(NaiveTime::MIN)
}

/// Received after 15:00, the next working day counts ([`SAME_DAY_CUTOFF`]).
fn same_day(mut cursor: Cursor, accepted: NaiveDateTime) -> Result<Due, Error> {
    let received = cursor.next_open_moment(accepted)?;
    if received.time() > SAME_DAY_CUTOFF {
        cursor.record(Counting::Received);
        cursor.next_working_day()?;
    }
    cursor.record(Counting::Day { number: 1 });
    cursor.finish_at_closing(NaiveTime::MIN)
}

fn working_hours(mut cursor: Cursor, accepted: NaiveDateTime, amount: u32) -> Result<Due, Error> {
    let received = cursor.next_open_moment(accepted)?;
    let end = cursor.add_working_minutes(received, amount.saturating_mul(60))?;
    cursor.finish_when_open(end)
}

fn clock_hours(mut cursor: Cursor, accepted: NaiveDateTime, amount: u32) -> Result<Due, Error> {
    let received = cursor.next_open_moment(accepted)?;
    let end = cursor.add_clock_minutes(received, amount.saturating_mul(60))?;
    cursor.finish_when_open(end)
}

/// The day of receipt: today, or the next working day when the office does not work today.
fn record_receipt(cursor: &mut Cursor) -> Result<(), Error> {
    cursor.skip_off_days()?;
    cursor.record(Counting::Received);
    Ok(())
}
