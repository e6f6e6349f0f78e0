//! A catalogue as a file: what the export writes and the import reads.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::WorkingCalendar;
use crate::domain::{Agency, Procedure};

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
