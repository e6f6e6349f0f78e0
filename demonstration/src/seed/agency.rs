//! What an agency and its units are, as the catalogue service receives them.

use serde::Serialize;

/// An agency as the catalogue service receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agency {
    /// Electronic identifier, e.g. `H35.05`.
    pub code: String,
    /// Vietnamese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// What it counts as in the reports.
    pub kind: AgencyKind,
    /// Its units; work is given to units, never to the agency as a whole.
    pub units: Vec<Unit>,
}

/// What an agency counts as; the Centre and its partners count nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AgencyKind {
    /// Sở, ngành.
    Department,
    /// Công ty.
    Company,
    /// Cơ quan ngành dọc.
    Central,
    /// The one-stop centre itself.
    Centre,
    /// The post office and the one-stop counters of town and districts, which help with intake and return.
    Partner,
}

/// A unit of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unit {
    /// Electronic identifier, e.g. `H35.05.01`.
    pub code: String,
    /// Vietnamese name.
    pub name: String,
    /// What the unit does in a process.
    pub kind: UnitKind,
}

/// What a unit does in a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum UnitKind {
    /// A window at the Centre.
    Counter,
    /// A division that examines dossiers.
    Professional,
    /// Those who sign.
    Leadership,
    /// Văn thư: number, stamp, issue.
    Records,
}
