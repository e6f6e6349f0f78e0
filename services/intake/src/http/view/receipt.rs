//! The parts of a view that only a receipt shows: organisations, register entry, upcoming limit.

use chrono::NaiveDate;
use motcua_contracts::{AgencyCode, UnitCode};
use motcua_worktime::Unit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Stage, register_entry};

/// The organisations of a dossier; three where it was handed in elsewhere (phi địa giới).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Organisations {
    /// Code of the unit that helped the applicant to hand it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "H35.20.01")]
    pub helped_by: Option<UnitCode>,
    /// Code of the unit that first received it, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "H35.20.01")]
    pub received_by: Option<UnitCode>,
    /// Code of the competent agency.
    #[schema(value_type = String, example = "H35.05")]
    pub decides: AgencyCode,
}

/// A legal limit that does not run yet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpcomingLimit {
    /// hour, workingHour, day, workingDay, month or sameDay.
    #[schema(value_type = String, example = "workingDay")]
    pub unit: Unit,
    /// The number of units.
    #[schema(example = 5)]
    pub amount: u32,
}

/// The entry of a dossier in the register (Mẫu 01, 07), from its code. Each day of the agency that gave the code has a
/// book.
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
    /// The entry of a dossier, once it has a code.
    pub fn of(stage: &Stage) -> Option<Self> {
        let (book, number) = register_entry(stage.code()?)?;
        Some(Self { book, number })
    }
}
