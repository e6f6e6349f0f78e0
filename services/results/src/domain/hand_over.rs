//! How a result reaches its applicant, and who collects it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The way a result is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// Trực tiếp tại quầy.
    Counter,
    /// Dịch vụ bưu chính công ích.
    Post,
    /// Trực tuyến.
    Online,
}

impl Way {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Online => "online",
        }
    }

    /// Whether somebody stands at the window whose name must be kept.
    pub fn needs_collector(self) -> bool {
        self == Self::Counter
    }
}

/// Who collected a result. Personal data: it never leaves this service.
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
