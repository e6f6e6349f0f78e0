//! A second opinion on every fate: due dates by walking the seed calendar day by day, as a clerk would.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::super::days::PERIOD;
use super::super::{Channel, Origin, Outcome, PlannedDossier, Verb};
use crate::demo::seed::calendar::Override;
use crate::demo::seed::{self, Calendar, Limit, LimitUnit};

pub(super) struct Auditor {
    calendar: Calendar,
    limits: HashMap<(String, Channel), Limit>,
}

impl Auditor {
    pub(super) fn new() -> Self {
        let catalogue = seed::catalogue();
        let limits = catalogue
            .procedures
            .iter()
            .flat_map(|procedure| {
                let terms = procedure.cases.iter().flat_map(|case| &case.terms);
                terms.map(|term| ((procedure.code.clone(), term.channel), term.limit))
            })
            .collect();
        Self { calendar: catalogue.calendar, limits }
    }

    /// An auditor whose calendar has forgotten one holiday.
    pub(super) fn without(day: Option<NaiveDate>) -> Self {
        let mut auditor = Self::new();
        let forgotten = day.and_then(|day| auditor.calendar.overrides.remove(&day));
        assert!(forgotten.is_some(), "the calendar has this holiday");
        auditor
    }

    pub(super) fn works(&self, day: NaiveDate) -> bool {
        match self.calendar.overrides.get(&day) {
            Some(Override::Off { .. }) => false,
            Some(Override::Working { .. }) => true,
            None => {
                let weekday = day.weekday().num_days_from_monday() as usize;
                !self.calendar.week[weekday].is_empty()
            }
        }
    }

    pub(super) fn agrees_with_the_fate(&self, dossier: &PlannedDossier) {
        assert!(self.agrees(dossier), "{dossier:#?}");
    }

    pub(super) fn agrees(&self, dossier: &PlannedDossier) -> bool {
        let (origin, outcome) = self.classify(dossier);
        origin == dossier.fate.origin && outcome == dossier.fate.outcome
    }

    fn classify(&self, dossier: &PlannedDossier) -> (Origin, Outcome) {
        let when = |find: fn(&Verb) -> bool| {
            let action = dossier.actions.iter().find(|a| find(&a.verb));
            action.map(|a| a.at)
        };
        // What was accepted elsewhere begins when the competent agency has it.
        let received = when(|verb| *verb == Verb::Receive).or_else(|| when(|verb| *verb == Verb::Accept));
        let Some(accepted) = received else {
            let refused = when(|verb| matches!(verb, Verb::Refuse { .. })).map(|_| Outcome::Refused);
            let taken_back = when(|verb| *verb == Verb::Withdraw).map(|_| Outcome::TakenBack);
            return (Origin::Uncounted, refused.or(taken_back).unwrap_or(Outcome::Waiting));
        };
        // The last end counts: a result that came back did not end anything.
        let ends = dossier.actions.iter().rev().find(|a| matches!(a.verb, Verb::Issue | Verb::Stop { .. }));
        let finished = ends.map(|action| action.at);
        let asked = when(|verb| matches!(verb, Verb::RequestSupplement { .. } | Verb::RequireFee { .. }));
        let answered = when(|verb| matches!(verb, Verb::Supplement | Verb::PayFee));
        let before = |at: NaiveDateTime| at.date() < PERIOD.from;
        let origin = match (before(accepted), finished.is_some_and(before)) {
            (false, _) => Origin::InPeriod,
            (true, false) => Origin::CarriedOver,
            (true, true) => Origin::Before,
        };
        let limit = self.limits[&(dossier.procedure.clone(), dossier.channel)];
        let due = self.due(accepted, limit);
        let due = match (asked, answered) {
            (Some(asked), Some(answered)) => self.moved(due, asked, answered),
            _ => due,
        };
        let outcome = match (finished, asked, answered) {
            (Some(at), _, _) if at.date() < due.date() => Outcome::Early,
            (Some(at), _, _) if at > due => Outcome::Late,
            (Some(_), _, _) => Outcome::OnTime,
            (None, Some(_), None) => Outcome::Paused,
            (None, _, _) if due.date() <= PERIOD.to => Outcome::Overdue,
            (None, _, _) => Outcome::Open,
        };
        (origin, outcome)
    }

    fn due(&self, accepted: NaiveDateTime, limit: Limit) -> NaiveDateTime {
        let day = accepted.date();
        let days = match limit.unit {
            LimitUnit::WorkingDay => limit.amount,
            LimitUnit::SameDay => u32::from(accepted.time() > clock(15)),
            LimitUnit::Day => {
                let mut due = day + Days::new(limit.amount.into());
                while !self.works(due) {
                    due = due + Days::new(1);
                }
                return due.and_time(clock(17));
            }
            LimitUnit::WorkingHour | LimitUnit::Month => panic!("the plan avoids this unit"),
        };
        self.after(day, days).and_time(clock(17))
    }

    /// Whole working days between question and answer push the due date.
    fn moved(&self, due: NaiveDateTime, asked: NaiveDateTime, answered: NaiveDateTime) -> NaiveDateTime {
        assert_eq!(asked.time(), answered.time());
        assert!(asked < due, "papers are asked for before the due date");
        let pause = asked
            .date()
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= answered.date())
            .filter(|day| self.works(*day))
            .count();
        let pause = u32::try_from(pause).expect("a short pause");
        assert!(pause >= 1);
        self.after(due.date(), pause).and_time(clock(17))
    }

    /// The n-th working day after a day.
    fn after(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        let mut day = day;
        for _ in 0..working_days {
            day = day + Days::new(1);
            while !self.works(day) {
                day = day + Days::new(1);
            }
        }
        day
    }
}

fn clock(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("a full hour")
}
