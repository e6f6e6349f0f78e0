//! The national status of a dossier (QĐ 766/QĐ-TTg, status table of NĐ 61/2018/NĐ-CP systems): one number, one name.

use serde::{Deserialize, Serialize};

/// The ten statuses that every system of the country exchanges, with their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub enum Status {
    /// Mới đăng ký.
    Submitted = 1,
    /// Được tiếp nhận.
    Accepted = 2,
    /// Không được tiếp nhận.
    NotAccepted = 3,
    /// Đang xử lý.
    InProgress = 4,
    /// Yêu cầu bổ sung giấy tờ: the legal clock is paused.
    SupplementRequested = 5,
    /// Yêu cầu thực hiện nghĩa vụ tài chính: the legal clock is paused.
    PaymentRequested = 6,
    /// Công dân yêu cầu rút hồ sơ.
    WithdrawalRequested = 7,
    /// Dừng xử lý.
    Stopped = 8,
    /// Đã xử lý xong.
    Completed = 9,
    /// Đã trả kết quả.
    Returned = 10,
}

/// A number that is no national status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownStatus(pub i64);

impl std::fmt::Display for UnknownStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is not a national status (1 to 10)", self.0)
    }
}

impl std::error::Error for UnknownStatus {}

impl Status {
    /// Every status, in the order of its number.
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Accepted,
        Self::NotAccepted,
        Self::InProgress,
        Self::SupplementRequested,
        Self::PaymentRequested,
        Self::WithdrawalRequested,
        Self::Stopped,
        Self::Completed,
        Self::Returned,
    ];

    /// Its number, as tables and the API show it.
    pub const fn number(self) -> i32 {
        self as i32
    }

    /// Its number as contract messages carry it.
    pub const fn to_message(self) -> u32 {
        self as u32
    }

    /// Whether the legal clock is paused in it.
    pub const fn is_paused(self) -> bool {
        matches!(self, Self::SupplementRequested | Self::PaymentRequested)
    }
}

impl From<Status> for i32 {
    fn from(status: Status) -> Self {
        status.number()
    }
}

impl TryFrom<i32> for Status {
    type Error = UnknownStatus;

    fn try_from(number: i32) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.number() == number).ok_or(UnknownStatus(number.into()))
    }
}

impl TryFrom<u32> for Status {
    type Error = UnknownStatus;

    fn try_from(number: u32) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.to_message() == number).ok_or(UnknownStatus(number.into()))
    }
}

impl utoipa::PartialSchema for Status {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .description(Some("National status: 1 submitted, 2 accepted, 3 not accepted, 4 in progress, 5 supplement requested, 6 payment requested, 7 withdrawal requested, 8 stopped, 9 completed, 10 returned"))
            .enum_values(Some(Self::ALL.map(Self::number)))
            .into()
    }
}

impl utoipa::ToSchema for Status {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_serialised_as_its_number() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.number());
            assert_eq!(Status::try_from(status.number()), Ok(status));
            assert_eq!(Status::try_from(status.to_message()), Ok(status));
        }
    }

    #[test]
    fn a_number_outside_the_table_is_refused() {
        assert_eq!(Status::try_from(0), Err(UnknownStatus(0)));
        assert_eq!(Status::try_from(11_u32), Err(UnknownStatus(11)));
        assert!(serde_json::from_str::<Status>("0").is_err());
    }
}
