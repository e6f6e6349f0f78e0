//! What stands on a receipt beside the dossier itself: who received it, where the register has it, which limit holds.

use chrono::NaiveDate;
use motcua_worktime::Unit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Stage, register_entry};

/// Who has to do with a dossier; three organisations where it was handed in elsewhere (phi địa giới).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Organisations {
    /// Code of the unit that helped the applicant to hand it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.20.01")]
    pub helped_by: Option<String>,
    /// Code of the unit that first received it, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.20.01")]
    pub received_by: Option<String>,
    /// Code of the competent agency.
    #[schema(example = "H35.05")]
    pub decides: String,
}

/// A legal limit that does not run yet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LimitToCome {
    /// hour, workingHour, day, workingDay, month or sameDay.
    #[schema(value_type = String, example = "workingDay")]
    pub unit: Unit,
    /// How many of them.
    #[schema(example = 5)]
    pub amount: u32,
}

/// Where the register has a dossier (Mẫu 01, 07), from its code. There is a book for each day of the agency that gave the
/// code.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterEntry {
    /// The local day of the book.
    pub book: NaiveDate,
    /// The number in it.
    #[schema(example = 1)]
    pub number: u32,
}

impl RegisterEntry {
    /// That of a dossier, once it has a code.
    pub fn of(stage: &Stage) -> Option<Self> {
        let (book, number) = register_entry(stage.code()?)?;
        Some(Self { book, number })
    }
}
