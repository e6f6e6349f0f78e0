//! The body and the query of an import.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::CatalogueDocument;

/// A file to import.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Import, example = json!({"document": {"agencies": [{"code": "H35.05", "name": "Sở Công Thương",
    "nameEn": "Department of Industry and Trade", "kind": "department", "units": [
        {"code": "H35.05.01", "name": "Quầy Sở Công Thương tại Trung tâm", "kind": "counter"}]}],
    "calendars": [], "procedures": []}, "dryRun": true}))]
pub struct ImportRequest {
    /// The file, as the export writes it.
    pub document: CatalogueDocument,
    /// Whether it is a dry run; true by default.
    #[serde(default = "dry_run_by_default")]
    #[schema(default = true)]
    pub dry_run: bool,
}

fn dry_run_by_default() -> bool {
    true
}

/// The query of an import; only with a YAML file, because a JSON body carries `dryRun` itself.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// With a YAML file: whether it is a dry run; true by default. A JSON body carries it itself.
    pub dry_run: Option<bool>,
}
