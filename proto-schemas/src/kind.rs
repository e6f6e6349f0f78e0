//! Closed lists that several services and their messages share: channels, payment methods and the causes of a stop.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A name that is not in a closed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl std::fmt::Display for UnknownName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown name {:?}", self.0)
    }
}

impl std::error::Error for UnknownName {}

/// How a dossier is handed in, and how its result is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// Trực tuyến.
    Online,
    /// Trực tiếp tại quầy.
    Counter,
    /// Dịch vụ bưu chính công ích.
    Post,
}

impl Channel {
    /// As messages, tables and the API name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Counter => "counter",
            Self::Post => "post",
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        [Self::Online, Self::Counter, Self::Post]
            .into_iter()
            .find(|channel| channel.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
    }
}

/// How money is paid or refunded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentMethod {
    /// At the counter.
    Counter,
    /// Through the payment platform.
    Online,
}

impl PaymentMethod {
    /// As messages, tables and the API name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
        }
    }
}

impl std::str::FromStr for PaymentMethod {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        [Self::Counter, Self::Online]
            .into_iter()
            .find(|method| method.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
    }
}

/// Why a dossier ended without a result (status 8; form 05 of TT 01/2018/TT-VPCP).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StopCause {
    /// The applicant withdrew it and the leader agreed.
    Withdrawn,
    /// The papers asked for did not come in time.
    SupplementOverdue,
    /// The reason the leader wrote.
    Other,
}

impl StopCause {
    /// As messages, tables and the API name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::SupplementOverdue => "supplement_overdue",
            Self::Other => "other",
        }
    }
}

impl std::str::FromStr for StopCause {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        [Self::Withdrawn, Self::SupplementOverdue, Self::Other]
            .into_iter()
            .find(|cause| cause.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_unknown_ones_are_refused() {
        for channel in [Channel::Online, Channel::Counter, Channel::Post] {
            assert_eq!(channel.as_str().parse(), Ok(channel));
        }
        for cause in [StopCause::Withdrawn, StopCause::SupplementOverdue, StopCause::Other] {
            assert_eq!(cause.as_str().parse(), Ok(cause));
        }
        for method in [PaymentMethod::Counter, PaymentMethod::Online] {
            assert_eq!(method.as_str().parse(), Ok(method));
        }
        assert!("fax".parse::<Channel>().is_err());
        assert!("shell".parse::<PaymentMethod>().is_err());
        assert!("bored".parse::<StopCause>().is_err());
    }
}
