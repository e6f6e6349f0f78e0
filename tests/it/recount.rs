//! A recount straight from the owners' databases: intake for what came in, routing for what was finished.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_kit::db::Db;
use motcua_worktime::{local_date, utc};
use sea_orm::{ConnectionTrait, Statement};
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

/// The same columns out of what reporting says.
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
    ["intake", "routing"].map(|service| motcua::platform::database_url(data, service))
}

/// Counts the seed's year again.
pub async fn recount(urls: &[String; 2], agency: Option<&str>) -> Form {
    let day = |year, month, day| utc(NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(0, 0, 0).unwrap());
    let (from, to) = (day(2021, 12, 15), day(2022, 12, 15));
    let accepted =
        rows(&urls[0], "SELECT code, agency, channel, accepted_at FROM dossier WHERE accepted_at IS NOT NULL").await;
    let journeys = rows(
        &urls[1],
        "SELECT code, agency, CASE WHEN status IN (5, 6) THEN 'paused' ELSE 'running' END, due_at, finished_at FROM journey",
    )
    .await;
    let finished: std::collections::HashMap<&str, &Row> = journeys.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut form = Form::default();
    for dossier in accepted.iter().filter(|row| agency.is_none_or(|code| row.agency == code)) {
        let journey = finished[dossier.code.as_str()];
        let (accepted_at, finished_at) = (dossier.first, journey.second);
        if accepted_at >= to || finished_at.is_some_and(|at| at < from) {
            continue;
        }
        form.received += 1;
        match (accepted_at < from, dossier.channel.as_str()) {
            (true, _) => form.carried += 1,
            (false, "online") => form.online += 1,
            (false, _) => form.counter += 1,
        }
        match finished_at.filter(|at| *at < to) {
            None => {
                form.open += 1;
                form.overdue += u64::from(journey.channel == "running" && journey.first < to);
            }
            Some(at) => {
                form.resolved += 1;
                match journey.first {
                    due if at > due => form.late += 1,
                    due if local_date(at) < local_date(due) => form.early += 1,
                    _ => form.on_time += 1,
                }
            }
        }
    }
    form
}

struct Row {
    code: String,
    agency: String,
    /// The channel of a dossier; of a journey, whether its clock runs.
    channel: String,
    first: DateTime<Utc>,
    second: Option<DateTime<Utc>>,
}

async fn rows(url: &str, sql: &str) -> Vec<Row> {
    let db = Db::connect(url, 2).await.unwrap();
    let rows = db.read().query_all_raw(Statement::from_string(db.backend(), sql)).await.unwrap();
    rows.iter()
        .map(|row| Row {
            code: row.try_get_by_index(0).unwrap(),
            agency: row.try_get_by_index(1).unwrap(),
            channel: row.try_get_by_index(2).unwrap(),
            first: row.try_get_by_index(3).unwrap(),
            second: row.try_get_by_index(4).ok().flatten(),
        })
        .collect()
}
