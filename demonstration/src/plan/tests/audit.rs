//! An independent check of every expected outcome: due dates by walking the seed calendar day by day, as a clerk would.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::plan::working_days::REVIEW_PERIOD;
use crate::plan::{ActionKind, Channel, EndState, Origin, PlannedDossier};
use crate::seed::calendar::Override;
use crate::seed::{self, Calendar, Limit, LimitUnit};

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

    /// An auditor whose calendar lacks one holiday.
    pub(super) fn without(day: Option<NaiveDate>) -> Self {
        let mut auditor = Self::new();
        let removed = day.and_then(|day| auditor.calendar.overrides.remove(&day));
        assert!(removed.is_some(), "the calendar has this holiday");
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

    pub(super) fn confirms(&self, dossier: &PlannedDossier) {
        assert!(self.agrees(dossier), "{dossier:#?}");
    }

    pub(super) fn agrees(&self, dossier: &PlannedDossier) -> bool {
        let (origin, end_state) = self.classify(dossier);
        origin == dossier.expected.origin && end_state == dossier.expected.end_state
    }

    fn classify(&self, dossier: &PlannedDossier) -> (Origin, EndState) {
        let when = |find: fn(&ActionKind) -> bool| {
            let action = dossier.actions.iter().find(|a| find(&a.kind));
            action.map(|a| a.at)
        };
        // A forwarded dossier begins when the competent agency receives it.
        let received = when(|kind| *kind == ActionKind::Receive).or_else(|| when(|kind| *kind == ActionKind::Accept));
        let Some(accepted) = received else {
            let refused = when(|kind| matches!(kind, ActionKind::Refuse { .. })).map(|_| EndState::Refused);
            let withdrawn = when(|kind| *kind == ActionKind::Withdraw).map(|_| EndState::WithdrawnEarly);
            return (Origin::NeverAccepted, refused.or(withdrawn).unwrap_or(EndState::Unanswered));
        };
        // The last end counts: a recalled result ended nothing.
        let ends = dossier.actions.iter().rev().find(|a| matches!(a.kind, ActionKind::Issue | ActionKind::Stop { .. }));
        let finished = ends.map(|action| action.at);
        let asked = when(|kind| matches!(kind, ActionKind::RequestSupplement { .. } | ActionKind::RequireFee { .. }));
        let answered = when(|kind| matches!(kind, ActionKind::SubmitSupplement | ActionKind::PayRequiredFee));
        let before = |at: NaiveDateTime| at.date() < REVIEW_PERIOD.from;
        let origin = match (before(accepted), finished.is_some_and(before)) {
            (false, _) => Origin::InPeriod,
            (true, false) => Origin::CarriedOver,
            (true, true) => Origin::FinishedBefore,
        };
        let limit = self.limits[&(dossier.procedure.clone(), dossier.channel)];
        let due = self.due(accepted, limit);
        let due = match (asked, answered) {
            (Some(asked), Some(answered)) => self.moved(due, asked, answered),
            _ => due,
        };
        let end_state = match (finished, asked, answered) {
            (Some(at), _, _) if at.date() < due.date() => EndState::Early,
            (Some(at), _, _) if at > due => EndState::Late,
            (Some(_), _, _) => EndState::OnTime,
            (None, Some(_), None) => EndState::Paused,
            (None, _, _) if due.date() <= REVIEW_PERIOD.to => EndState::Overdue,
            (None, _, _) => EndState::Open,
        };
        (origin, end_state)
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

    /// Whole working days between request and answer postpone the due date.
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
