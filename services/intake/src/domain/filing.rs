//! What somebody hands in: for which procedure, by which channel, who, with which papers.

use motcua_contracts::ids::{AccountId, ProcedureId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The way a dossier comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// Trực tuyến.
    Online,
    /// Trực tiếp.
    Counter,
    /// Dịch vụ bưu chính công ích.
    Post,
}

impl Channel {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Counter => "counter",
            Self::Post => "post",
        }
    }
}

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
}

/// A paper as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperHandedIn {
    /// Code of the paper in the catalogue.
    #[schema(min_length = 1, max_length = 60, example = "P1")]
    pub code: String,
    /// Originals handed in.
    #[schema(maximum = 100)]
    pub originals: u32,
    /// Copies handed in.
    #[schema(maximum = 100)]
    pub copies: u32,
}

/// A dossier as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its case.
    pub case_code: String,
    /// Code of the competent agency.
    pub agency: String,
    /// The channel.
    pub channel: Channel,
    /// Who applies.
    pub applicant: Applicant,
    /// The applicant's account, when handed in online.
    pub account: Option<AccountId>,
    /// The papers.
    pub papers: Vec<PaperHandedIn>,
    /// What the applicant quotes until there is a code.
    pub reference: String,
    /// The lookup secret.
    pub secret: String,
    /// The other agencies it goes through (liên thông), known from the acceptance on; they may read it.
    pub partners: Vec<String>,
}
