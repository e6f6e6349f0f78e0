//! A catalogue as a file: what the export writes and the import reads.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::import::{EntryPosition, ImportRow};
use super::{Agency, Procedure, WorkingCalendar};

/// A catalogue, whole or in part; each entry has the shape of the request that puts or drafts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"agencies": [{"code": "H35.05", "name": "Sở Công Thương",
    "nameEn": "Department of Industry and Trade", "kind": "department", "units": [
        {"code": "H35.05.01", "name": "Quầy Sở Công Thương tại Trung tâm", "kind": "counter"}]}],
    "calendars": [], "procedures": []}))]
pub struct CatalogueDocument {
    /// Agencies with their units.
    #[serde(default)]
    #[schema(max_items = 2000)]
    pub agencies: Vec<Agency>,
    /// Working calendars. An import numbers the version it drafts itself.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub calendars: Vec<WorkingCalendar>,
    /// Procedures.
    #[serde(default)]
    #[schema(max_items = 5000)]
    pub procedures: Vec<Procedure>,
}

/// A catalogue file as it was parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedFile {
    /// The entries that have the published shape.
    pub document: CatalogueDocument,
    /// The position of each of them in the file: agencies, then calendars, then procedures.
    pub positions: Vec<EntryPosition>,
    /// The other entries, refused.
    pub schema_errors: Vec<(EntryPosition, ImportRow)>,
}
