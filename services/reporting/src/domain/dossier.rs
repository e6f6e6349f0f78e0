//! A dossier of the read side, without personal data.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, Status, UnitCode};
use serde::{Deserialize, Serialize};

/// A dossier and its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// National status.
    pub status: Status,
    /// The submission reference, used until there is a code.
    pub reference: String,
    /// MAC of reference and lookup secret.
    pub reference_mac: Vec<u8>,
    /// The legal code, from acceptance.
    pub code: Option<String>,
    /// MAC of code and lookup secret.
    pub code_mac: Option<Vec<u8>>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Code of the competent agency.
    pub agency: AgencyCode,
    /// When it was submitted, UTC.
    pub submitted_at: DateTime<Utc>,
    /// When it was accepted, UTC.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it is due, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// The due date as a local date.
    pub due_on: Option<NaiveDate>,
    /// The later moment that the agency promised with its apology, UTC.
    pub promised_at: Option<DateTime<Utc>>,
    /// When the agency promised it, UTC.
    pub promised_since: Option<DateTime<Utc>>,
    /// Last local day to submit the papers asked for.
    pub supplement_until: Option<NaiveDate>,
    /// When its journey ended, UTC.
    pub finished_at: Option<DateTime<Utc>>,
    /// When the result was returned, UTC.
    pub returned_at: Option<DateTime<Utc>>,
}

/// The names of what a dossier refers to by id or code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierNames {
    /// Name of the agency; its code until the catalogue published it.
    pub agency: String,
    /// Name of the procedure.
    pub procedure: Option<String>,
    /// The units that its timeline may name.
    pub units: Vec<Unit>,
}

/// A unit of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
}

impl Dossier {
    /// The MAC of the lookup secret, for the code or reference that was typed.
    pub fn mac_of(&self, typed: &str) -> Option<&[u8]> {
        if self.code.as_deref() == Some(typed) { self.code_mac.as_deref() } else { Some(&self.reference_mac) }
    }
}
