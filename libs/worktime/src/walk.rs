//! Going forward over a calendar one day at a time, noting what is done with each day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::calendar::LONGEST_CLOSURE_DAYS;
use crate::minutes::whole_minutes;
use crate::{Calendar, Counted, Counting, Due, Error, Span, local_date, utc};

/// A walk over a calendar. It never leaves the validity, so it always ends.
pub(crate) struct Walk<'a> {
    calendar: &'a Calendar,
    day: NaiveDate,
    steps: Vec<Counted>,
}

impl<'a> Walk<'a> {
    pub(crate) fn start(calendar: &'a Calendar, day: NaiveDate) -> Result<Walk<'a>, Error> {
        calendar.require(day)?;
        let steps = Vec::new();
        Ok(Walk { calendar, day, steps })
    }

    pub(crate) fn day(&self) -> NaiveDate {
        self.day
    }

    pub(crate) fn note(&mut self, counting: Counting) {
        let day = self.day;
        self.steps.push(Counted { day, counting });
    }

    pub(crate) fn advance(&mut self) -> Result<(), Error> {
        self.day = self.calendar.day_after(self.day)?;
        Ok(())
    }

    /// Goes straight to a later day.
    pub(crate) fn jump(&mut self, day: NaiveDate) -> Result<(), Error> {
        self.calendar.require(day)?;
        self.day = day;
        Ok(())
    }

    /// Stays on a working day, else goes to the next one and notes the days passed over.
    pub(crate) fn skip_off_days(&mut self) -> Result<(), Error> {
        let day = self.day;
        for _ in 0..LONGEST_CLOSURE_DAYS {
            if self.calendar.is_working(self.day) {
                return Ok(());
            }
            let why = self.calendar.reason(self.day);
            self.note(Counting::Skipped { why });
            self.advance()?;
        }
        Err(Error::NoWorkingDay { day })
    }

    pub(crate) fn next_working_day(&mut self) -> Result<(), Error> {
        self.advance()?;
        self.skip_off_days()
    }

    /// The first moment from `moment` on when the office is open; its closing time counts as closed.
    pub(crate) fn reach_opening(&mut self, moment: NaiveDateTime) -> Result<NaiveDateTime, Error> {
        self.skip_off_days()?;
        let from = self.time_from(moment);
        let span = self.spans().iter().find(|span| from < span.to);
        if let Some(span) = span {
            return Ok(self.day.and_time(from.max(span.from)));
        }
        self.note(Counting::Received);
        self.next_working_day()?;
        self.opening()
    }

    /// Spends working minutes from `from` on; answers when the last one ends.
    ///
    /// Running out exactly at closing time ends there and not at the next opening. With nothing
    /// to spend, a moment outside working time moves to the next opening.
    pub(crate) fn spend(&mut self, from: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime, Error> {
        let asked = TimeDelta::minutes(i64::from(minutes));
        let (mut left, mut noted) = (asked, 0);
        loop {
            self.skip_off_days()?;
            let end = spend_in(self.spans(), self.time_from(from), &mut left);
            let spent = whole_minutes(asked - left)?;
            self.note(Counting::Minutes { minutes: spent - noted });
            if let Some(end) = end {
                return Ok(self.day.and_time(end));
            }
            noted = spent;
            self.advance()?;
        }
    }

    /// Lets clock minutes pass from `from` on, whether the office is open or not.
    pub(crate) fn elapse(&mut self, from: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime, Error> {
        let passing = TimeDelta::minutes(i64::from(minutes));
        let end = from.checked_add_signed(passing);
        let end = end.ok_or(Error::OutsideCalendar { day: NaiveDate::MAX })?;
        let mut noted = 0;
        while self.day < end.date() {
            let midnight = self.calendar.day_after(self.day)?.and_time(NaiveTime::MIN);
            let passed = whole_minutes(midnight - from)?;
            self.note(Counting::Minutes { minutes: passed - noted });
            noted = passed;
            self.advance()?;
        }
        self.note(Counting::Minutes { minutes: minutes - noted });
        Ok(end)
    }

    /// Ends at `moment` if the office is open, else at its next opening.
    pub(crate) fn end_when_open(mut self, moment: NaiveDateTime) -> Result<Due, Error> {
        let time = moment.time();
        let span = self.spans().iter().find(|span| time <= span.to);
        if let Some(span) = span {
            let at = self.day.and_time(time.max(span.from));
            return Ok(self.end(at));
        }
        self.move_on()?;
        let at = self.opening()?;
        Ok(self.end(at))
    }

    /// Ends at the first closing time from `earliest` on.
    pub(crate) fn end_at_closing(mut self, earliest: NaiveTime) -> Result<Due, Error> {
        let closing = self.calendar.closing(self.day);
        if closing.is_none_or(|closing| closing < earliest) {
            self.move_on()?;
        }
        let closing = self.calendar.closing(self.day);
        let closing = closing.ok_or(Error::NoWorkingDay { day: self.day })?;
        let at = self.day.and_time(closing);
        Ok(self.end(at))
    }

    fn move_on(&mut self) -> Result<(), Error> {
        self.next_working_day()?;
        self.note(Counting::Moved);
        Ok(())
    }

    fn end(self, at: NaiveDateTime) -> Due {
        let at = utc(at);
        Due { at, on: local_date(at), steps: self.steps }
    }

    fn spans(&self) -> &'a [Span] {
        self.calendar.spans(self.day)
    }

    fn opening(&self) -> Result<NaiveDateTime, Error> {
        let opening = self.calendar.opening(self.day);
        let opening = opening.ok_or(Error::NoWorkingDay { day: self.day })?;
        Ok(self.day.and_time(opening))
    }

    /// The time of day from which today counts: all of it, except on the day of `moment`.
    fn time_from(&self, moment: NaiveDateTime) -> NaiveTime {
        if self.day == moment.date() { moment.time() } else { NaiveTime::MIN }
    }
}

/// Spends opening time of one day; answers when nothing is left, if that happens on this day.
fn spend_in(spans: &[Span], from: NaiveTime, left: &mut TimeDelta) -> Option<NaiveTime> {
    for span in spans {
        let begin = span.from.max(from);
        if begin > span.to {
            continue;
        }
        let open = span.to - begin;
        if *left <= open {
            let end = begin + *left;
            *left = TimeDelta::zero();
            return Some(end);
        }
        *left -= open;
    }
    None
}
