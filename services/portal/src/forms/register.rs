//! 07: the register of dossiers between two days; a view of dossiers and timelines, not a second record.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::Status;
use motcua_forms::forms::{Entry, Register};
use motcua_forms::{DOTS, Error, Sheet};
use motcua_worktime::local;

use super::register_rows::{self, PAGE_SIZE, RegisterQuery, RegisterRow};
use crate::api::client::Api;
use crate::api::dossier::Dossier;
use crate::api::error::ApiError;
use crate::api::timeline::Timeline;
use crate::cache::directory::{AgencyNames, Directory, ProcedureNames};

/// A page of a register.
pub struct RegisterPage {
    query: RegisterQuery,
    rows: Vec<RegisterRow>,
    /// Whether there is a page after it.
    pub has_next: bool,
    agencies: Arc<AgencyNames>,
    procedures: Arc<ProcedureNames>,
}

impl RegisterPage {
    /// Fetches the page with the visitor's token: it holds the dossiers that are visible to the visitor.
    ///
    /// # Errors
    /// The API does not answer, or there is no such page.
    pub async fn fetch(api: &Api, directory: &Directory, token: &str, query: RegisterQuery) -> Result<Self, ApiError> {
        let (agencies, procedures) = (directory.agencies(token).await?, directory.procedures(token).await?);
        let (rows, has_next) = register_rows::fetch(api, token, &query).await?;
        Ok(Self { query, rows, has_next, agencies, procedures })
    }

    /// The page printed on a day.
    ///
    /// # Errors
    /// The form was not in force at the end of the period; anything else is a fault of the program.
    pub fn sheet(&self, issued: NaiveDate) -> Result<Sheet, Error> {
        let first_agency = || self.rows.first().map(|(dossier, _)| dossier.agency.as_str());
        let agency = self.query.agency.as_deref().or_else(first_agency);
        let rows = (self.first_number()..).zip(&self.rows);
        let register = Register {
            centre: self.agencies.centre_of(agency.unwrap_or_default()),
            issued,
            from: self.query.from,
            until: self.query.until,
            book: DOTS.to_owned(),
            entries: rows.map(|(number, (dossier, timeline))| self.entry(number, dossier, timeline)).collect(),
        };
        Sheet::fill(&register, self.query.until)
    }

    /// Numbers continue from page to page.
    fn first_number(&self) -> u32 {
        let page_size = u32::try_from(PAGE_SIZE).unwrap_or(u32::MAX);
        (self.query.page - 1).saturating_mul(page_size).saturating_add(1)
    }

    fn entry(&self, number: u32, dossier: &Dossier, timeline: &Timeline) -> Entry {
        let applicant = &dossier.applicant;
        Entry {
            number,
            code: dossier.code.clone().unwrap_or_default(),
            name: self.procedures.get(&dossier.procedure_id).cloned().unwrap_or_else(|| DOTS.to_owned()),
            sets: Some(dossier.sets),
            applicant: applicant.name.clone(),
            contact: format!("{}; {}", applicant.address, applicant.phone),
            agency: self.agencies.of_code(&dossier.agency).to_owned(),
            received: dossier.forwarded_at.or(dossier.accepted_at).map(local),
            due: dossier.due_at.map(local),
            transferred: transferred_at(timeline).map(local),
            result_received: last_change_to(timeline, Status::Completed).map(local),
            returned: last_change_to(timeline, Status::Returned).map(local),
            method: String::new(),
            note: String::new(),
        }
    }
}

fn last_change_to(timeline: &Timeline, status: Status) -> Option<DateTime<Utc>> {
    timeline.rows.iter().rfind(|row| row.status == status).map(|row| row.at)
}

/// When the first unit passed it on: another unit holds it from then on.
fn transferred_at(timeline: &Timeline) -> Option<DateTime<Utc>> {
    let held = timeline.rows.iter().filter(|row| row.is_held_by_unit());
    let mut units = held.filter_map(|row| Some((row.unit.as_deref()?, row.at)));
    let (first, _) = units.next()?;
    units.find(|(unit, _)| *unit != first).map(|(_, at)| at)
}
