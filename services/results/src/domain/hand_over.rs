//! The hand-over of a result: delivery method and collector.

use motcua_contracts::Channel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the name of a person who collects it must be recorded.
pub fn needs_collector(delivery_method: Channel) -> bool {
    delivery_method == Channel::Counter
}

/// The person who collected a result. Personal data: it never leaves this service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Collector {
    /// Full name.
    #[schema(min_length = 2, max_length = 120, example = "Lò Thị Mai")]
    pub name: String,
    /// Personal identification number, 12 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{12}$", example = "012300000017")]
    pub identity_number: Option<String>,
}
