//! Counts form 06a from the owners' databases: intake for received dossiers, routing for finished ones.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::Status;
use motcua_demonstration::seed::PRACTICE_AGENCY;
use motcua_kit::db::Db;
use motcua_worktime::{local_date, utc};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde_json::Value;

/// Columns 3 to 13 of form 06a.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    pub received: u64,
    pub online: u64,
    pub counter: u64,
    pub carried: u64,
    pub resolved: u64,
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
    pub open: u64,
    pub overdue: u64,
}

impl Form {
    /// 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 3 = 7 + 11.
    pub fn adds_up(&self) -> bool {
        self.received == self.online + self.counter + self.carried
            && self.resolved == self.early + self.on_time + self.late
            && self.received == self.resolved + self.open
    }
}

/// The same columns of a review by reporting.
pub fn of_review(review: &Value) -> Form {
    let number = |group: &str, field: &str| review[group][field].as_u64().unwrap();
    Form {
        received: number("received", "total"),
        online: number("received", "online"),
        counter: number("received", "counter"),
        carried: number("received", "carriedOver"),
        resolved: number("resolved", "total"),
        early: number("resolved", "early"),
        on_time: number("resolved", "onTime"),
        late: number("resolved", "late"),
        open: number("inProcess", "total"),
        overdue: number("inProcess", "overdue"),
    }
}

/// Addresses of the owners' databases: intake, routing.
pub fn sqlite(data: &Path) -> [String; 2] {
    ["intake", "routing"].map(|service| motcua::folder::database_url(data, service))
}

/// Counts the year of the demonstration.
pub async fn recount(urls: &[String; 2], agency: Option<&str>) -> Form {
    let day = |year, month, day| utc(NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(0, 0, 0).unwrap());
    let (from, to) = (day(2021, 12, 15), day(2022, 12, 15));
    // Without an agency as the platform counts: without the practice agency, which is a partner.
    let is_counted = |code: &str| agency.map_or(code != PRACTICE_AGENCY, |only| code == only);
    let journeys = journeys(&urls[1]).await;
    let mut form = Form::default();
    for dossier in accepted(&urls[0]).await.iter().filter(|row| is_counted(&row.agency)) {
        let journey = &journeys[&dossier.code];
        if dossier.accepted_at >= to || journey.finished_at.is_some_and(|at| at < from) {
            continue;
        }
        form.received += 1;
        match (dossier.accepted_at < from, dossier.channel.as_str()) {
            (true, _) => form.carried += 1,
            (false, "online") => form.online += 1,
            (false, _) => form.counter += 1,
        }
        match journey.finished_at.filter(|at| *at < to) {
            None => {
                form.open += 1;
                form.overdue += u64::from(!journey.status.is_paused() && journey.due_at < to);
            }
            Some(at) => {
                form.resolved += 1;
                match journey.due_at {
                    due if at > due => form.late += 1,
                    due if local_date(at) < local_date(due) => form.early += 1,
                    _ => form.on_time += 1,
                }
            }
        }
    }
    form
}

/// A dossier that intake accepted.
struct Accepted {
    code: String,
    agency: String,
    channel: String,
    accepted_at: DateTime<Utc>,
}

/// A journey of routing.
struct Journey {
    status: Status,
    due_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

async fn accepted(url: &str) -> Vec<Accepted> {
    let sql = "SELECT code, agency, channel, accepted_at FROM dossier WHERE accepted_at IS NOT NULL";
    let row = |row: &QueryResult| Accepted {
        code: row.try_get("", "code").unwrap(),
        agency: row.try_get("", "agency").unwrap(),
        channel: row.try_get("", "channel").unwrap(),
        accepted_at: row.try_get("", "accepted_at").unwrap(),
    };
    rows(url, sql).await.iter().map(row).collect()
}

/// Journeys by the code of their dossier.
async fn journeys(url: &str) -> HashMap<String, Journey> {
    let row = |row: &QueryResult| {
        let journey = Journey {
            status: Status::try_from(row.try_get::<i32>("", "status").unwrap()).unwrap(),
            due_at: row.try_get("", "due_at").unwrap(),
            finished_at: row.try_get("", "finished_at").unwrap(),
        };
        (row.try_get("", "code").unwrap(), journey)
    };
    rows(url, "SELECT code, status, due_at, finished_at FROM journey").await.iter().map(row).collect()
}

async fn rows(url: &str, sql: &str) -> Vec<QueryResult> {
    let db = Db::connect(url, 2).await.unwrap();
    db.read().query_all_raw(Statement::from_string(db.backend(), sql)).await.unwrap()
}
