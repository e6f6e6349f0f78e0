//! A dossier as it was handed in, with what its receipt says.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::Limit;

/// A dossier as it was handed in.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FiledDossier {
    pub id: Uuid,
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
    pub channel: String,
    pub applicant: Owner,
    pub papers: Vec<HandedIn>,
    pub sets: u32,
    pub result_return: ResultReturn,
    pub register: Option<RegisterEntry>,
    /// Shown to those alone who may print the receipt, and in no list.
    pub lookup_secret: Option<String>,
    pub submitted_at: DateTime<Utc>,
    /// When the counter of another agency received it and sent it on.
    pub forwarded_at: Option<DateTime<Utc>>,
    /// The limit while it is on its way there.
    pub limit_from_receipt: Option<Limit>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub local_due_on: Option<NaiveDate>,
    pub refused_reason: Option<String>,
    /// What is to be paid before the work goes on.
    pub fee_due: Option<FeeDue>,
    /// What the procedure itself costs; none when it costs nothing.
    pub procedure_fee: Option<ProcedureFee>,
}

/// What is to be paid before the work goes on.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeDue {
    pub id: Uuid,
    pub amount_vnd: u64,
}

/// What the procedure itself costs.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureFee {
    pub id: Uuid,
    pub amount_vnd: u64,
    pub paid_vnd: u64,
    pub due_vnd: u64,
}

/// Who applies.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Owner {
    pub name: String,
    pub identity_number: String,
    pub phone: String,
    pub address: String,
    pub email: Option<String>,
    pub submitted_by: Option<Submitter>,
}

/// Who handed in for the owner.
#[derive(Debug, Clone, Deserialize)]
pub struct Submitter {
    pub name: String,
}

/// Who has to do with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisations {
    /// The unit that first received it.
    pub received_by: Option<String>,
}

/// How its owner wants the result.
#[derive(Debug, Clone, Deserialize)]
pub struct ResultReturn {
    pub way: String,
    pub address: Option<String>,
}

/// Where the register has it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct RegisterEntry {
    /// The local day of the book.
    pub book: NaiveDate,
    pub number: u32,
}

/// A paper as it was handed in.
#[derive(Debug, Clone, Deserialize)]
pub struct HandedIn {
    pub code: String,
    pub originals: u32,
    pub copies: u32,
}
