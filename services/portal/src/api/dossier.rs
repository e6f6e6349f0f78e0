//! Dossiers as they were submitted, with the data of their receipt.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::Channel;
use serde::Deserialize;
use uuid::Uuid;

use super::client::{Api, Page};
use super::error::ApiError;

/// A dossier as it was submitted.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    pub id: Uuid,
    /// The legal code; none before the acceptance.
    pub code: Option<String>,
    pub reference: String,
    #[serde(default)]
    pub awaits_supplement: bool,
    pub supplement_until: Option<NaiveDate>,
    pub procedure_id: Uuid,
    /// The version it follows, from the first receipt on.
    pub procedure_version: Option<u32>,
    pub case_code: String,
    pub agency: String,
    #[serde(default)]
    pub organisations: Organisations,
    /// Account of the officer who received it.
    pub receiving_officer: Option<Uuid>,
    pub channel: Channel,
    pub applicant: ApplicantDetails,
    pub papers: Vec<SubmittedPaper>,
    pub sets: u32,
    pub result_return: ResultDelivery,
    pub register: Option<RegisterEntry>,
    /// Shown only to those who may print the receipt, and in no list.
    pub lookup_secret: Option<String>,
    pub submitted_at: DateTime<Utc>,
    /// When the counter of another agency received it and sent it on.
    pub forwarded_at: Option<DateTime<Utc>>,
    /// The limit while it is on its way to the competent agency.
    pub limit_from_receipt: Option<TimeLimit>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub local_due_on: Option<NaiveDate>,
    pub refused_reason: Option<String>,
    /// The fee that must be paid before the work continues.
    pub fee_due: Option<FeeDue>,
    /// The fee of the procedure itself; none when it is free.
    pub procedure_fee: Option<ProcedureFee>,
}

impl Dossier {
    /// When the receipt was issued: by the competent agency, else by the counter elsewhere.
    pub fn received_at(&self) -> Option<DateTime<Utc>> {
        self.accepted_at.or(self.forwarded_at)
    }
}

/// A legal time limit.
#[derive(Debug, Clone, Deserialize)]
pub struct TimeLimit {
    pub unit: String,
    pub amount: u32,
}

/// A fee that must be paid before the work continues.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeDue {
    pub id: Uuid,
    pub amount_vnd: u64,
}

/// The fee of the procedure itself.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureFee {
    pub id: Uuid,
    pub amount_vnd: u64,
    pub paid_vnd: u64,
    pub due_vnd: u64,
}

/// The applicant.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplicantDetails {
    pub name: String,
    pub identity_number: String,
    pub phone: String,
    pub address: String,
    pub email: Option<String>,
    pub submitted_by: Option<Submitter>,
}

/// The person who submitted it for the applicant.
#[derive(Debug, Clone, Deserialize)]
pub struct Submitter {
    pub name: String,
}

/// The organisations that take part.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisations {
    /// The unit that first received it.
    pub received_by: Option<String>,
}

/// How the applicant gets the result.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultDelivery {
    pub delivery_method: Channel,
    pub address: Option<String>,
}

/// Its place in the register.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct RegisterEntry {
    /// The local day of the book.
    pub book: NaiveDate,
    pub number: u32,
}

/// A paper that was submitted.
#[derive(Debug, Clone, Deserialize)]
pub struct SubmittedPaper {
    pub code: String,
    pub originals: u32,
    pub copies: u32,
}

impl Api {
    /// One dossier.
    pub async fn dossier(&self, token: &str, id: Uuid) -> Result<Dossier, ApiError> {
        self.get_as(&format!("/v1/dossiers/{id}"), token).await
    }

    /// The visible dossiers with a receipt of these days, in the order of the receipts: `limit` of them from `cursor` on.
    /// The agency is a code that holds only letters, digits and points.
    pub async fn dossiers_received(
        &self,
        token: &str,
        days: RangeInclusive<NaiveDate>,
        agency: Option<&str>,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<Dossier>, ApiError> {
        let (first, last) = days.into_inner();
        let agency = agency.map_or(String::new(), |agency| format!("&agency={agency}"));
        let cursor = cursor.map_or(String::new(), |cursor| format!("&cursor={cursor}"));
        let query = format!("acceptedFrom={first}&acceptedTo={last}&limit={limit}{agency}{cursor}");
        self.get_as(&format!("/v1/dossiers?{query}"), token).await
    }
}
