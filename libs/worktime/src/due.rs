//! When a time limit falls due, counted from the acceptance of a dossier.
//!
//! *Day of receipt.* By Article 147.2 of the Civil Code the first day of a limit in days or months
//! is not counted. That day is the local date of acceptance if the office works on it, even when
//! it has closed already; a dossier accepted on a day off counts as received on the next working
//! day (decision: the office cannot hold it earlier). So Friday 20:00 makes Monday day 1, and
//! Saturday makes Monday the day of receipt and Tuesday day 1.
//!
//! *Last day.* By Article 148.5 a limit that ends on a day off ends on the next working day. The
//! law ends that day at 24:00, Một Cửa at closing time, when the counter can still hand out the
//! result (decision).

use chrono::{DateTime, Months, NaiveDateTime, NaiveTime, Utc};

use crate::calendar::hour;
use crate::walk::Walk;
use crate::{Calendar, Counting, Due, Error, Limit, Unit, local};

/// The last local time at which a dossier "within the day" is still due the same day.
pub const SAME_DAY_CUTOFF: NaiveTime = hour(15, 0);

/// Computes when a limit falls due, with its explanation.
///
/// | Unit | Due |
/// |---|---|
/// | `WorkingDay` | closing time of the n-th working day after the day of receipt |
/// | `Day` | closing time of the n-th day after the day of receipt, or of the next working day |
/// | `Month` | the same, on the corresponding day of the n-th month, or its last (Article 148.3) |
/// | `SameDay` | closing time of the day of receipt; after 15:00 or closing, of the next working day |
/// | `WorkingHour` | n × 60 working minutes after the office has it open |
/// | `Hour` | n clock hours after the office has it open, or the next opening |
///
/// For the last three a receipt outside working hours counts from the next opening.
///
/// # Errors
/// [`Error::BadLimit`] from [`Limit::validate`]; [`Error::OutsideCalendar`] when the acceptance or
/// a day that would count is not covered; [`Error::NoWorkingDay`] when a year passes without one.
pub fn due(calendar: &Calendar, accepted: DateTime<Utc>, limit: Limit) -> Result<Due, Error> {
    limit.validate()?;
    let accepted = local(accepted);
    let walk = Walk::start(calendar, accepted.date())?;
    match limit.unit {
        Unit::WorkingDay => working_days(walk, limit.amount),
        Unit::Day => calendar_days(walk, limit.amount),
        Unit::Month => months(walk, limit.amount),
        Unit::SameDay => same_day(walk, accepted),
        Unit::WorkingHour => working_hours(walk, accepted, limit.amount),
        Unit::Hour => clock_hours(walk, accepted, limit.amount),
    }
}

fn working_days(mut walk: Walk, amount: u32) -> Result<Due, Error> {
    receive(&mut walk)?;
    for number in 1..=amount {
        walk.next_working_day()?;
        walk.note(Counting::Day { number });
    }
    walk.end_at_closing(NaiveTime::MIN)
}

fn calendar_days(mut walk: Walk, amount: u32) -> Result<Due, Error> {
    receive(&mut walk)?;
    for number in 1..=amount {
        walk.advance()?;
        walk.note(Counting::Day { number });
    }
    walk.end_at_closing(NaiveTime::MIN)
}

fn months(mut walk: Walk, amount: u32) -> Result<Due, Error> {
    receive(&mut walk)?;
    let received = walk.day();
    for number in 1..=amount {
        // Counted from the day of receipt each time: 31 January, 28 February, 31 March.
        let day = received.checked_add_months(Months::new(number));
        walk.jump(day.ok_or(Error::OutsideCalendar { day: received })?)?;
        walk.note(Counting::Month { number });
    }
    walk.end_at_closing(NaiveTime::MIN)
}

fn same_day(mut walk: Walk, accepted: NaiveDateTime) -> Result<Due, Error> {
    let received = walk.reach_opening(accepted)?;
    if received.time() > SAME_DAY_CUTOFF {
        walk.note(Counting::Received);
        walk.next_working_day()?;
    }
    walk.note(Counting::Day { number: 1 });
    walk.end_at_closing(NaiveTime::MIN)
}

fn working_hours(mut walk: Walk, accepted: NaiveDateTime, amount: u32) -> Result<Due, Error> {
    let received = walk.reach_opening(accepted)?;
    let end = walk.spend(received, amount.saturating_mul(60))?;
    walk.end_when_open(end)
}

fn clock_hours(mut walk: Walk, accepted: NaiveDateTime, amount: u32) -> Result<Due, Error> {
    let received = walk.reach_opening(accepted)?;
    let end = walk.elapse(received, amount.saturating_mul(60))?;
    walk.end_when_open(end)
}

fn receive(walk: &mut Walk) -> Result<(), Error> {
    walk.skip_off_days()?;
    walk.note(Counting::Received);
    Ok(())
}
