//! What the catalogue says of procedures and agencies.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::dossier::Limit;
use super::{Api, Fault, Page};

/// As much as the API gives at once.
const BATCH: u32 = 200;
/// More pages than a catalogue has; whoever answers `next` for ever must not be asked for ever.
const MOST_PAGES: u32 = 100;

/// A published version of a procedure.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    pub code: String,
    pub name: String,
    pub field: String,
    pub effective_from: NaiveDate,
    pub cases: Vec<Case>,
}

/// A case of a procedure.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    pub code: String,
    pub papers: Vec<Paper>,
    pub terms: Vec<Term>,
}

/// A paper that is to be handed in.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    pub code: String,
    pub name: String,
}

/// What holds for dossiers of one channel.
#[derive(Debug, Clone, Deserialize)]
pub struct Term {
    pub channel: String,
    pub limit: Limit,
}

/// An agency with its units.
#[derive(Debug, Clone, Deserialize)]
pub struct AgencyEntry {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub units: Vec<UnitEntry>,
}

/// A unit.
#[derive(Debug, Clone, Deserialize)]
pub struct UnitEntry {
    pub code: String,
    pub name: String,
}

/// A procedure in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ProcedureEntry {
    pub id: Uuid,
    pub name: String,
}

impl Api {
    /// A version of a procedure, else the newest; nothing when none is published under that id. With the visitor's token,
    /// so that the visitor's allowance of requests is used and not the portal's.
    pub async fn procedure(&self, token: &str, id: Uuid, version: Option<u32>) -> Result<Option<Procedure>, Fault> {
        let version = version.map_or(String::new(), |version| format!("/versions/{version}"));
        match self.get(&format!("/v1/procedures/{id}{version}"), Some(token)).await {
            Ok(procedure) => Ok(Some(procedure)),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// All agencies.
    pub async fn agencies(&self, token: &str) -> Result<Vec<AgencyEntry>, Fault> {
        self.all("/v1/agencies", token).await
    }

    /// All procedures by id and name.
    pub async fn procedures(&self, token: &str) -> Result<Vec<ProcedureEntry>, Fault> {
        self.all("/v1/procedures", token).await
    }

    async fn all<T: DeserializeOwned>(&self, path: &str, token: &str) -> Result<Vec<T>, Fault> {
        let (mut all, mut from) = (Vec::new(), String::new());
        for _ in 0..MOST_PAGES {
            let page: Page<T> = self.get(&format!("{path}?limit={BATCH}{from}"), Some(token)).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => from = format!("&cursor={next}"),
                None => return Ok(all),
            }
        }
        Err(Fault::Unreadable)
    }
}
