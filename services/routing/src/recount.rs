//! Recounts every due date, as a check: the stored moment and the recounted one must agree.

use std::collections::HashMap;

use motcua_kit::Db;
use motcua_worktime::Calendar;
use sea_orm::DbErr;

use crate::domain::{DueVersion, Journey};
use crate::store;

const BATCH: u64 = 500;

/// The result of a recount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recounted {
    /// Dossiers checked.
    pub dossiers: u64,
    /// Due dates recounted; promises are not counted.
    pub due_dates: u64,
    /// Codes of the dossiers with a due date that differs, or whose calendar is missing.
    pub different: Vec<String>,
}

/// Recounts every version of every due date, by the calendar version it was counted by.
///
/// # Errors
/// When the database cannot be read.
pub async fn recount(db: &Db) -> Result<Recounted, DbErr> {
    let (mut result, mut calendars, mut after) = (Recounted::default(), Calendars::default(), None);
    loop {
        let journeys = store::list_all(db.read(), after, BATCH).await?;
        let Some(last) = journeys.last() else { return Ok(result) };
        after = Some(last.dossier);
        for journey in &journeys {
            result.check(db, &mut calendars, journey).await?;
        }
    }
}

impl Recounted {
    async fn check(&mut self, db: &Db, calendars: &mut Calendars, journey: &Journey) -> Result<(), DbErr> {
        self.dossiers += 1;
        let mut is_same = true;
        for version in &journey.clock.versions {
            let calendar = calendars.find(db, &version.calendar, version.calendar_version).await?;
            is_same &= calendar.as_ref().is_some_and(|calendar| self.is_same(version, calendar));
        }
        if !is_same {
            self.different.push(journey.code.clone());
        }
        Ok(())
    }

    fn is_same(&mut self, version: &DueVersion, calendar: &Calendar) -> bool {
        let Some(recounted) = version.recount(calendar) else { return true };
        self.due_dates += 1;
        recounted.is_ok_and(|due| due.at == version.due_at)
    }
}

/// Versions of calendars that were read already.
#[derive(Default)]
struct Calendars(HashMap<(String, u32), Option<Calendar>>);

impl Calendars {
    async fn find(&mut self, db: &Db, code: &str, version: u32) -> Result<&Option<Calendar>, DbErr> {
        let key = (code.to_owned(), version);
        if !self.0.contains_key(&key) {
            let calendar = store::find_calendar(db.read(), code, version).await?;
            self.0.insert(key.clone(), calendar);
        }
        Ok(self.0.get(&key).unwrap_or(&None))
    }
}
