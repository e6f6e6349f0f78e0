//! The applicant, and the person who submits on the applicant's behalf. Personal data: it never leaves intake.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who applies. Personal data: it never leaves intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Applicant {
    /// Full name.
    #[schema(min_length = 2, max_length = 120, example = "Lò Thị Mai")]
    pub name: String,
    /// Personal identification number, 12 digits.
    #[schema(pattern = "^[0-9]{12}$", example = "012300000017")]
    pub identity_number: String,
    /// Mobile phone.
    #[schema(pattern = "^0[0-9]{9}$", example = "0912345678")]
    pub phone: String,
    /// Address.
    #[schema(min_length = 3, max_length = 250, example = "Bản Nà Cọ, xã Bum Tở, tỉnh Lai Châu")]
    pub address: String,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "email", max_length = 254, example = "mai@example.vn")]
    pub email: Option<String>,
    /// Who hands in on the applicant's behalf; boxed, because few applicants have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Submitter, required = false)]
    pub submitted_by: Option<Box<Submitter>>,
}

/// Người được ủy quyền nộp hồ sơ. Personal data: it never leaves intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Submitter {
    /// Full name.
    #[schema(min_length = 2, max_length = 120, example = "Giàng A Sử")]
    pub name: String,
    /// Personal identification number, 12 digits.
    #[schema(pattern = "^[0-9]{12}$", example = "012300000025")]
    pub identity_number: String,
}
