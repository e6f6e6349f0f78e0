//! Counting every due date again, as anybody may who doubts one: the stored moment and the recounted one must agree.

use std::collections::HashMap;

use motcua_kit::Db;
use motcua_worktime::Calendar;
use sea_orm::DbErr;

use crate::store;

const BATCH: u64 = 500;

/// What a recount found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recounted {
    /// Dossiers looked at.
    pub dossiers: u64,
    /// Due dates counted again; promises are not counted.
    pub due_dates: u64,
    /// Codes of the dossiers with a due date that comes out differently, or whose calendar is missing.
    pub different: Vec<String>,
}

/// Counts every version of every due date again, by the calendar version it was counted by.
///
/// # Errors
/// When a statement fails.
pub async fn recount(db: &Db) -> Result<Recounted, DbErr> {
    let (mut found, mut calendars, mut after) = (Recounted::default(), Calendars::default(), None);
    loop {
        let records = store::list_all(db.read(), after, BATCH).await?;
        let Some(last) = records.last() else { return Ok(found) };
        after = Some(last.dossier);
        for record in &records {
            found.dossiers += 1;
            let mut same = true;
            for version in &record.clock.versions {
                let calendar = calendars.of(db, &version.calendar, version.calendar_version).await?;
                let Some(again) = calendar.as_ref().map(|calendar| version.recount(calendar)) else {
                    same = false;
                    continue;
                };
                // A promise is nobody's arithmetic.
                let Some(again) = again else { continue };
                found.due_dates += 1;
                same &= again.is_ok_and(|due| due.at == version.due_at);
            }
            if !same {
                found.different.push(record.code.clone());
            }
        }
    }
}

/// Versions of calendars that were read already.
#[derive(Default)]
struct Calendars(HashMap<(String, u32), Option<Calendar>>);

impl Calendars {
    async fn of(&mut self, db: &Db, code: &str, version: u32) -> Result<&Option<Calendar>, DbErr> {
        let key = (code.to_owned(), version);
        if !self.0.contains_key(&key) {
            let calendar = store::calendar_version(db.read(), code, version).await?;
            self.0.insert(key.clone(), calendar);
        }
        Ok(self.0.get(&key).unwrap_or(&None))
    }
}
