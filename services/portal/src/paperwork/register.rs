//! 07: the register of an office between two days; a view of the dossiers and their timelines, no second record.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use futures::{StreamExt, TryStreamExt, stream};
use motcua_forms::forms::{Entry, Register};
use motcua_forms::{DOTS, Error, Sheet};
use motcua_worktime::local;
use uuid::Uuid;

use crate::api::dossier::Timeline;
use crate::api::{Api, Fault, FiledDossier, Page};
use crate::directory::{Directory, Names};

/// Rows of one page of the register, each of which costs a request.
const ROWS: usize = 150;
/// Pages of one register: those before the wanted one are passed over, each at the cost of a request.
pub const MOST_PAGES: u32 = 60;
const AT_ONCE: usize = 8;
const TRIES: u32 = 5;
/// Longest wait for the API's allowance of requests, in seconds.
const PATIENCE: u64 = 3;

/// Which register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// First day, local.
    pub from: NaiveDate,
    /// Last day, local.
    pub until: NaiveDate,
    /// Only this agency's dossiers; a code of letters, digits and points.
    pub agency: Option<String>,
    /// Which of its pages, from 1 on.
    pub page: u32,
}

/// A register, before it is a sheet.
pub struct Book {
    wanted: Wanted,
    rows: Vec<(FiledDossier, Timeline)>,
    /// Whether there is a page after this one.
    pub more: bool,
    names: Arc<Names>,
    procedures: Arc<HashMap<Uuid, String>>,
}

impl Book {
    /// Asks the API with the visitor's token: the dossiers the visitor may see, and what became of each.
    ///
    /// # Errors
    /// When the API does not answer, or there is no such page.
    pub async fn gather(api: &Api, directory: &Directory, token: &str, wanted: Wanted) -> Result<Self, Fault> {
        let (names, procedures) = (directory.names(token).await?, directory.procedures(token).await?);
        let page = dossiers(api, token, &wanted).await?;
        let (token, more): (Arc<str>, bool) = (token.into(), page.next.is_some());
        let told = page.items.into_iter().map(|dossier| told(api.clone(), token.clone(), dossier));
        let rows = stream::iter(told.collect::<Vec<_>>()).buffered(AT_ONCE).try_collect().await?;
        Ok(Self { wanted, rows, more, names, procedures })
    }

    /// The register printed on a day.
    ///
    /// # Errors
    /// When the form cannot be filled.
    pub fn sheet(&self, issued: NaiveDate) -> Result<Sheet, Error> {
        // Numbers go on from page to page.
        let first = (self.wanted.page - 1).saturating_mul(u32::try_from(ROWS).unwrap_or(u32::MAX)).saturating_add(1);
        let numbered = (first..).zip(&self.rows);
        let any = self.wanted.agency.as_deref().or_else(|| self.rows.first().map(|(first, _)| first.agency.as_str()));
        let register = Register {
            centre: self.names.centre_of(any.unwrap_or_default()),
            issued,
            from: self.wanted.from,
            until: self.wanted.until,
            book: DOTS.to_owned(),
            entries: numbered.map(|(number, (dossier, told))| self.entry(number, dossier, told)).collect(),
        };
        Sheet::fill(&register, self.wanted.until)
    }

    fn entry(&self, number: u32, dossier: &FiledDossier, told: &Timeline) -> Entry {
        let name = self.procedures.get(&dossier.procedure_id);
        let owner = &dossier.applicant;
        let last = |status| told.timeline.iter().rfind(|entry| entry.status == status).map(|entry| local(entry.at));
        Entry {
            number,
            code: dossier.code.clone().unwrap_or_default(),
            name: name.cloned().unwrap_or_else(|| DOTS.to_owned()),
            sets: Some(dossier.sets),
            applicant: owner.name.clone(),
            contact: format!("{}; {}", owner.address, owner.phone),
            agency: self.names.of_code(&dossier.agency).to_owned(),
            received: received(dossier).map(local),
            due: dossier.due_at.map(local),
            transferred: transferred(told).map(local),
            result_received: last(FINISHED),
            returned: last(RETURNED),
            method: String::new(),
            note: String::new(),
        }
    }
}

const FINISHED: i32 = 9;
const RETURNED: i32 = 10;
/// Lines of a timeline whose unit was asked for an opinion and does not hold the dossier.
pub const OPINIONS: [&str; 2] = ["opinionRequested", "opinionGiven"];

type At = chrono::DateTime<chrono::Utc>;

fn received(dossier: &FiledDossier) -> Option<At> {
    dossier.forwarded_at.or(dossier.accepted_at)
}

/// When the counter passed it on: another unit than the first one holds it.
fn transferred(told: &Timeline) -> Option<At> {
    let holds = |what: Option<&str>| what.is_none_or(|what| !OPINIONS.contains(&what));
    let held = told.timeline.iter().filter(|entry| holds(entry.what.as_deref()));
    let mut held = held.filter_map(|entry| Some((entry.unit.as_deref()?, entry.at)));
    let (first, _) = held.next()?;
    held.find(|(unit, _)| *unit != first).map(|(_, at)| at)
}

/// The dossiers of a page, in the order they were received.
async fn dossiers(api: &Api, token: &str, wanted: &Wanted) -> Result<Page<FiledDossier>, Fault> {
    let mut found = page(api, token, wanted, None).await?;
    for _ in 1..wanted.page {
        let next = found.next.ok_or(Fault::NotFound)?;
        found = page(api, token, wanted, Some(&next)).await?;
    }
    Ok(found)
}

/// A dossier with what became of it.
async fn told(api: Api, token: Arc<str>, dossier: FiledDossier) -> Result<(FiledDossier, Timeline), Fault> {
    for _ in 0..TRIES {
        match api.timeline(&token, dossier.id).await {
            Err(fault) => wait(fault).await?,
            Ok(timeline) => return Ok((dossier, timeline)),
        }
    }
    Err(Fault::Unreachable)
}

async fn page(api: &Api, token: &str, wanted: &Wanted, cursor: Option<&str>) -> Result<Page<FiledDossier>, Fault> {
    let (days, agency) = (wanted.from..=wanted.until, wanted.agency.as_deref());
    for _ in 0..TRIES {
        match api.dossiers_received(token, days.clone(), agency, cursor, ROWS).await {
            Err(fault) => wait(fault).await?,
            Ok(page) => return Ok(page),
        }
    }
    Err(Fault::Unreachable)
}

/// Waits where the API's allowance of requests was used up for a moment; every other fault stays one.
async fn wait(fault: Fault) -> Result<(), Fault> {
    match fault {
        Fault::TooMany(wait) if wait <= PATIENCE => {
            tokio::time::sleep(Duration::from_secs(wait)).await;
            Ok(())
        }
        fault => Err(fault),
    }
}
