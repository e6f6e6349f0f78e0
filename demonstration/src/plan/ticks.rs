//! The plan in time order: which actions fall on the same moment, and when the year begins and ends.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};

use super::model::Plan;
use super::working_days::SLOTS;

/// The actions of one moment as pairs of dossier index and action index; no dossier occurs twice.
pub type Tick = (NaiveDateTime, Vec<(usize, usize)>);

impl Plan {
    /// The actions moment by moment, in time order.
    pub fn ticks(&self) -> impl Iterator<Item = Tick> + use<> {
        let mut ticks: BTreeMap<NaiveDateTime, Vec<(usize, usize)>> = BTreeMap::new();
        for (dossier, planned) in self.dossiers.iter().enumerate() {
            for (action, planned) in planned.actions.iter().enumerate() {
                ticks.entry(planned.at).or_default().push((dossier, action));
            }
        }
        ticks.into_iter()
    }

    /// Local time before the first action, when catalogue and accounts are set up.
    pub fn first_moment(&self) -> NaiveDateTime {
        let first = self.dossiers.iter().flat_map(|dossier| &dossier.actions).map(|action| action.at).min();
        let day = first.map_or(self.header.period.from, |at| at.date());
        day.pred_opt().unwrap_or(day).and_time(SLOTS[0])
    }

    /// Local time after the last action: the end of the period.
    pub fn last_moment(&self) -> NaiveDateTime {
        let next = self.header.period.to.succ_opt().unwrap_or(self.header.period.to);
        next.and_time(NaiveTime::MIN)
    }

    /// Number of commands in the plan.
    pub fn commands(&self) -> usize {
        self.dossiers.iter().map(|d| d.actions.len()).sum()
    }
}
