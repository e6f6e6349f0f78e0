//! How money is paid or refunded.

use serde::{Deserialize, Serialize};

/// How money is paid or refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentMethod {
    /// At the counter.
    Counter,
    /// Through the payment platform.
    Online,
}

impl PaymentMethod {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
        }
    }
}
