//! The history as its readers see it: who, on whose behalf, from, to, when and why; never the private event.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Recorded, of};
use crate::page::Page;

/// One change, as its service recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Version of the record from this change on; 1 for the first. Every service counts its own.
    #[schema(example = 1)]
    pub version: i64,
    /// The part that changed, for instance a task, or the record itself.
    pub object: Uuid,
    /// The name of the event.
    #[schema(example = "claimed")]
    pub name: String,
    /// The account that acted, or `service:` and the service whose event was followed; never a person's name.
    #[schema(example = "service:routing")]
    pub actor: String,
    /// The account it acted for, where that is another.
    pub on_behalf_of: Option<Uuid>,
    /// National status of the dossier before; null at its beginning and where the service owns no status.
    #[schema(example = 2)]
    pub from_status: Option<i32>,
    /// National status from this change on; null where the service owns none.
    #[schema(example = 4)]
    pub to_status: Option<i32>,
    /// Reason given, where the law asks for one.
    pub reason: Option<String>,
    /// When, UTC, by the business clock.
    pub at: DateTime<Utc>,
    /// Code of the unit that the account acted for.
    pub unit: Option<String>,
    /// Finds the request in the traces.
    pub trace_id: Option<String>,
}

/// The history of an aggregate, oldest entry first, on one page. The caller checks who may read it.
///
/// # Errors
/// When the database cannot be read.
pub async fn entries<C: ConnectionTrait>(db: &C, aggregate: Uuid) -> Result<Page<HistoryEntry>, DbErr> {
    Ok(Page { items: view(of(db, aggregate).await?), next: None })
}

/// The entries of one aggregate, oldest first. A change that leaves the status alone leads to the same one.
fn view(recorded: Vec<Recorded>) -> Vec<HistoryEntry> {
    let mut status = None;
    let entry = |row: Recorded| {
        let from_status = status;
        status = row.status.or(status);
        HistoryEntry {
            version: row.version,
            object: row.object_id,
            name: row.name,
            actor: row.actor,
            on_behalf_of: row.on_behalf_of,
            from_status,
            to_status: status,
            reason: row.reason,
            at: row.at,
            unit: row.unit,
            trace_id: row.trace_id,
        }
    };
    recorded.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(version: i64, status: Option<i32>) -> Recorded {
        Recorded {
            aggregate_id: Uuid::nil(),
            version,
            object_id: Uuid::nil(),
            name: "moved".into(),
            event: r#"{"note":"private"}"#.into(),
            actor: "service:routing".into(),
            on_behalf_of: None,
            status,
            reason: None,
            at: DateTime::UNIX_EPOCH,
            trace_id: None,
            unit: None,
            source: None,
        }
    }

    fn statuses(of: &[Option<i32>]) -> Vec<(Option<i32>, Option<i32>)> {
        let rows = (1..).zip(of).map(|(version, status)| recorded(version, *status)).collect();
        view(rows).iter().map(|entry| (entry.from_status, entry.to_status)).collect()
    }

    #[test]
    fn a_history_entry_has_the_status_before_and_after() {
        let led = [(None, Some(1)), (Some(1), Some(2)), (Some(2), Some(2)), (Some(2), Some(4))];
        assert_eq!(statuses(&[Some(1), Some(2), None, Some(4)]), led);
    }

    #[test]
    fn a_service_without_a_status_shows_none() {
        assert_eq!(statuses(&[None, None]), [(None, None), (None, None)]);
    }

    #[test]
    fn the_private_event_is_not_shown() {
        let shown = serde_json::to_string(&view(vec![recorded(1, Some(4))])).unwrap();
        assert!(!shown.contains("private"), "{shown}");
        assert!(shown.contains(r#""fromStatus":null,"toStatus":4"#), "{shown}");
    }
}
