//! Moves forward over a calendar one day at a time and records how each day is counted.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::calendar::{Calendar, MAX_CLOSURE_DAYS, Span};
use crate::error::Error;
use crate::explain::{CountedDay, Counting, Due};
use crate::zone::{local_date, utc};

/// A position in a calendar with the days counted so far. It never leaves the validity, so every loop ends.
pub(crate) struct Cursor<'a> {
    calendar: &'a Calendar,
    day: NaiveDate,
    steps: Vec<CountedDay>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn start(calendar: &'a Calendar, day: NaiveDate) -> Result<Cursor<'a>, Error> {
        calendar.require(day)?;
        let steps = Vec::new();
        Ok(Cursor { calendar, day, steps })
    }

    pub(crate) fn day(&self) -> NaiveDate {
        self.day
    }

    pub(crate) fn record(&mut self, counting: Counting) {
        let day = self.day;
        self.steps.push(CountedDay { day, counting });
    }

    pub(crate) fn advance(&mut self) -> Result<(), Error> {
        self.day = self.calendar.day_after(self.day)?;
        Ok(())
    }

    /// Moves to a later day without recording the days between.
    pub(crate) fn jump_to(&mut self, day: NaiveDate) -> Result<(), Error> {
        self.calendar.require(day)?;
        self.day = day;
        Ok(())
    }

    /// Stays on a working day, else moves to the next one and records the skipped days.
    pub(crate) fn skip_off_days(&mut self) -> Result<(), Error> {
        let day = self.day;
        for _ in 0..MAX_CLOSURE_DAYS {
            if self.calendar.is_working(self.day) {
                return Ok(());
            }
            let why = self.calendar.day_kind(self.day);
            self.record(Counting::Skipped { why });
            self.advance()?;
        }
        Err(Error::NoWorkingDay { day })
    }

    pub(crate) fn next_working_day(&mut self) -> Result<(), Error> {
        self.advance()?;
        self.skip_off_days()
    }

    /// The first moment at or after `moment` at which the office is open; closing time itself counts as closed.
    pub(crate) fn next_open_moment(&mut self, moment: NaiveDateTime) -> Result<NaiveDateTime, Error> {
        self.skip_off_days()?;
        let from = self.time_from(moment);
        let span = self.spans().iter().find(|span| from < span.to);
        if let Some(span) = span {
            return Ok(self.day.and_time(from.max(span.from)));
        }
        self.record(Counting::Received);
        self.next_working_day()?;
        self.opening()
    }

    /// Adds working minutes to `from` and returns the moment at which the last one ends.
    ///
    /// Minutes that run out exactly at closing time end there, not at the next opening. With 0
    /// minutes, a moment outside working time moves to the next opening.
    pub(crate) fn add_working_minutes(&mut self, from: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime, Error> {
        let total = TimeDelta::minutes(i64::from(minutes));
        let (mut left, mut recorded) = (total, 0);
        loop {
            self.skip_off_days()?;
            let end = subtract_open_time(self.spans(), self.time_from(from), &mut left);
            let spent = whole_minutes(total - left)?;
            self.record(Counting::Minutes { minutes: spent - recorded });
            if let Some(end) = end {
                return Ok(self.day.and_time(end));
            }
            recorded = spent;
            self.advance()?;
        }
    }

    /// Adds clock minutes to `from`, whether the office is open or not.
    pub(crate) fn add_clock_minutes(&mut self, from: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime, Error> {
        let end = from.checked_add_signed(TimeDelta::minutes(i64::from(minutes)));
        let end = end.ok_or(Error::OutsideCalendar { day: NaiveDate::MAX })?;
        let mut recorded = 0;
        while self.day < end.date() {
            let midnight = self.calendar.day_after(self.day)?.and_time(NaiveTime::MIN);
            let passed = whole_minutes(midnight - from)?;
            self.record(Counting::Minutes { minutes: passed - recorded });
            recorded = passed;
            self.advance()?;
        }
        self.record(Counting::Minutes { minutes: minutes - recorded });
        Ok(end)
    }

    /// The due date at `moment` if the office is open then, else at its next opening.
    pub(crate) fn finish_when_open(mut self, moment: NaiveDateTime) -> Result<Due, Error> {
        let time = moment.time();
        let span = self.spans().iter().find(|span| time <= span.to);
        if let Some(span) = span {
            let at = self.day.and_time(time.max(span.from));
            return Ok(self.finish(at));
        }
        self.roll_forward()?;
        let at = self.opening()?;
        Ok(self.finish(at))
    }

    /// The due date at the closing time of this day, or of the next working day if it closes before `earliest`.
    pub(crate) fn finish_at_closing(mut self, earliest: NaiveTime) -> Result<Due, Error> {
        let closing = self.calendar.closing(self.day);
        if closing.is_none_or(|closing| closing < earliest) {
            self.roll_forward()?;
        }
        let closing = self.calendar.closing(self.day);
        let closing = closing.ok_or(Error::NoWorkingDay { day: self.day })?;
        let at = self.day.and_time(closing);
        Ok(self.finish(at))
    }

    /// Moves to the next working day (Civil Code, Article 148.5).
    fn roll_forward(&mut self) -> Result<(), Error> {
        self.next_working_day()?;
        self.record(Counting::Moved);
        Ok(())
    }

    fn finish(self, at: NaiveDateTime) -> Due {
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

    /// The time of day from which this day counts: midnight, except on the day of `moment`.
    fn time_from(&self, moment: NaiveDateTime) -> NaiveTime {
        if self.day == moment.date() { moment.time() } else { NaiveTime::MIN }
    }
}

/// Subtracts the opening time of one day from `left`; returns the time of day at which nothing is left, if on this day.
fn subtract_open_time(spans: &[Span], from: NaiveTime, left: &mut TimeDelta) -> Option<NaiveTime> {
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

/// The whole minutes of a length of time that is not negative.
pub(crate) fn whole_minutes(length: TimeDelta) -> Result<u32, Error> {
    u32::try_from(length.num_minutes()).map_err(|_| Error::TooFarApart)
}
