//! The body of a publication.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A publication has no content of its own; the path names what is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Publication {}
