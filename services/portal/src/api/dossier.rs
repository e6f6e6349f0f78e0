//! What the API knows of one dossier, each part for those who may see it.

mod filed;

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_worktime::Verdict;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Api, Fault, Page};
pub use filed::{FiledDossier, HandedIn, ProcedureFee, RegisterEntry};

/// A time limit.
#[derive(Debug, Clone, Deserialize)]
pub struct Limit {
    pub unit: String,
    pub amount: u32,
}

/// When it is due, and how that came.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueDate {
    pub due_at: DateTime<Utc>,
    pub promised_at: Option<DateTime<Utc>>,
    pub versions: Vec<DueVersion>,
    pub pauses: Vec<Pause>,
}

/// A version of the due date.
#[derive(Debug, Clone, Deserialize)]
pub struct DueVersion {
    pub since: DateTime<Utc>,
    pub reason: String,
    pub limit: Limit,
}

/// A time in which the clock stood.
#[derive(Debug, Clone, Deserialize)]
pub struct Pause {
    pub wait: String,
    pub from: DateTime<Utc>,
}

/// Where it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Journey {
    pub stopped_because: Option<String>,
}

/// Who held it from when to when.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlSheet {
    pub accepted_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    pub rows: Vec<ControlRow>,
}

/// One unit that held it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlRow {
    pub name: String,
    pub unit: String,
    pub received_at: DateTime<Utc>,
    pub passed_on_at: Option<DateTime<Utc>>,
    pub verdict: Option<Verdict>,
}

/// A change that a service recorded.
#[derive(Debug, Clone, Deserialize)]
pub struct Happening {
    pub name: String,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

/// What the office told the applicant.
#[derive(Debug, Clone, Deserialize)]
pub struct Notice {
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub told: Told,
}

/// The words of a notice, by their kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Told {
    SupplementRequested {
        papers: Vec<String>,
        reason: String,
        deadline: NaiveDate,
    },
    #[serde(rename_all = "camelCase")]
    FeeRequired {
        amount_vnd: u64,
        reason: String,
    },
    #[serde(rename_all = "camelCase")]
    Extended {
        reason: String,
        promised_on: NaiveDate,
    },
    WithdrawalDeclined {
        reason: String,
    },
    Stopped {
        cause: String,
        reason: String,
    },
    Refused {
        reason: String,
    },
    /// A kind that came later than this portal.
    #[serde(other)]
    Unknown,
}

/// What became of it, for those who work on it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Timeline {
    pub timeline: Vec<Moment>,
}

/// A line of the timeline.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    pub at: DateTime<Utc>,
    pub status: i32,
    pub what: Option<String>,
    pub unit: Option<String>,
    pub amount_vnd: Option<u64>,
}

impl Api {
    /// Dossiers one may see with a receipt of these days, in the order of the receipts, `limit` of them from `cursor` on.
    /// The agency is a code that holds nothing but letters, digits and points.
    pub async fn dossiers_received(
        &self,
        token: &str,
        days: RangeInclusive<NaiveDate>,
        agency: Option<&str>,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<FiledDossier>, Fault> {
        let (first, last) = days.into_inner();
        let agency = agency.map_or(String::new(), |agency| format!("&agency={agency}"));
        let from = cursor.map_or(String::new(), |cursor| format!("&cursor={cursor}"));
        let wanted = format!("acceptedFrom={first}&acceptedTo={last}&limit={limit}{agency}{from}");
        self.get(&format!("/v1/dossiers?{wanted}"), Some(token)).await
    }

    /// One dossier.
    pub async fn dossier(&self, token: &str, id: Uuid) -> Result<FiledDossier, Fault> {
        self.get(&format!("/v1/dossiers/{id}"), Some(token)).await
    }

    /// When it is due and why; nothing where no date holds or it is not shown.
    pub async fn due_date(&self, token: &str, id: Uuid) -> Result<Option<DueDate>, Fault> {
        self.shown(&format!("/v1/dossiers/{id}/due-date"), token).await
    }

    /// Where it is.
    pub async fn journey(&self, token: &str, id: Uuid) -> Result<Option<Journey>, Fault> {
        self.shown(&format!("/v1/dossiers/{id}/journey"), token).await
    }

    /// Who held it from when to when.
    pub async fn control_sheet(&self, token: &str, id: Uuid) -> Result<Option<ControlSheet>, Fault> {
        self.shown(&format!("/v1/dossiers/{id}/control-sheet"), token).await
    }

    /// What intake recorded of it; nothing where that is not shown.
    pub async fn intake_history(&self, token: &str, id: Uuid) -> Result<Vec<Happening>, Fault> {
        let page: Option<Page<Happening>> = self.shown(&format!("/v1/dossiers/{id}/history/intake"), token).await?;
        Ok(page.map(|page| page.items).unwrap_or_default())
    }

    /// What became of it; nothing where that is not shown.
    pub async fn timeline(&self, token: &str, id: Uuid) -> Result<Timeline, Fault> {
        self.shown(&format!("/v1/dossiers/{id}/timeline"), token).await.map(Option::unwrap_or_default)
    }

    /// What the office told the applicant, first things first; nothing where that is not shown.
    pub async fn notices(&self, token: &str, id: Uuid) -> Result<Vec<Notice>, Fault> {
        let page: Option<Page<Notice>> = self.shown(&format!("/v1/dossiers/{id}/notices"), token).await?;
        Ok(page.map(|page| page.items).unwrap_or_default())
    }

    /// A part that not everybody who may see the dossier may see. Only a refusal leaves it out: when it did not come for
    /// another reason, nobody may take it for one that does not exist.
    async fn shown<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<Option<T>, Fault> {
        match self.get(path, Some(token)).await {
            Ok(part) => Ok(Some(part)),
            Err(Fault::NotFound | Fault::Forbidden) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}
