//! Working minutes and working days between two moments.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::calendar::Calendar;
use crate::cursor::{Cursor, whole_minutes};
use crate::error::Error;
use crate::zone::{local, local_date, utc};

/// The whole working minutes between two moments; a minute that has only begun does not count.
///
/// 0 when `to` is not later than `from`.
///
/// # Errors
/// [`Error::OutsideCalendar`] when a local date from the first to the last is not covered.
pub fn working_minutes(calendar: &Calendar, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<u32, Error> {
    let (from, to) = (local(from), local(to));
    calendar.require(from.date())?;
    calendar.require(to.date())?;
    let open = days(from.date(), to.date()).map(|day| open_on(calendar, day, from, to));
    whole_minutes(open.sum())
}

/// The moment `minutes` working minutes after another; nights, lunch breaks and holidays do not count.
///
/// The seconds of `from` are preserved. Minutes that run out exactly at closing time end there. With
/// 0 minutes, a moment outside working time moves to the next opening.
///
/// # Errors
/// [`Error::OutsideCalendar`] when the minutes do not end within the validity,
/// [`Error::NoWorkingDay`] when a year passes without a working day.
pub fn add_working_minutes(calendar: &Calendar, from: DateTime<Utc>, minutes: u32) -> Result<DateTime<Utc>, Error> {
    let from = local(from);
    let end = Cursor::start(calendar, from.date())?.add_working_minutes(from, minutes)?;
    Ok(utc(end))
}

/// The working days left until the due date ("còn 4 ngày làm việc"); negative when it has passed.
///
/// Today is not counted and the due date is, so 0 means "today" in both directions; use
/// [`crate::verdict()`] for whether today is late already. Dates are local.
///
/// # Errors
/// [`Error::OutsideCalendar`] when one of the two local dates is not covered.
pub fn working_days_left(calendar: &Calendar, now: DateTime<Utc>, due_at: DateTime<Utc>) -> Result<i32, Error> {
    let (today, due) = (local_date(now), local_date(due_at));
    calendar.require(today)?;
    calendar.require(due)?;
    let (first, last) = (today.min(due), today.max(due));
    let between = days(first, last).skip(1).filter(|day| calendar.is_working(*day));
    let count = i32::try_from(between.count()).map_err(|_| Error::TooFarApart)?;
    Ok(if due < today { -count } else { count })
}

fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

fn open_on(calendar: &Calendar, day: NaiveDate, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
    let overlaps = calendar.spans(day).iter().map(|span| {
        let begin = day.and_time(span.from).max(from);
        let end = day.and_time(span.to).min(to);
        (end - begin).max(TimeDelta::zero())
    });
    overlaps.sum()
}
