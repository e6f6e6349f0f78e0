//! What somebody hands in: for which procedure, by which channel, who, with which papers.

use motcua_contracts::code::agency_of;
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
    /// Code of the unit whose officer or clerk handed it in for the applicant; `None` when nobody helped.
    pub helped_by: Option<String>,
}

impl Filing {
    /// The counter of another agency at which it was handed in (phi địa giới, NĐ 118/2025 Art. 14(4)).
    pub fn elsewhere(&self) -> Option<&str> {
        let counter = self.helped_by.as_deref().filter(|_| self.channel == Channel::Counter)?;
        (agency_of(counter) != self.agency).then_some(counter)
    }

    /// Who has it: the counter elsewhere until that sends it on with its code, else the competent agency.
    pub fn counter(&self, has_code: bool) -> &str {
        self.elsewhere().filter(|_| !has_code).unwrap_or(&self.agency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filing(channel: Channel, helped_by: Option<&str>) -> Filing {
        let text = String::new;
        Filing {
            procedure: ProcedureId(uuid::Uuid::nil()),
            case_code: text(),
            agency: "H35.05".into(),
            channel,
            applicant: Applicant { name: text(), identity_number: text(), phone: text(), address: text() },
            account: None,
            papers: Vec::new(),
            reference: text(),
            secret: text(),
            partners: Vec::new(),
            helped_by: helped_by.map(str::to_owned),
        }
    }

    #[test]
    fn a_counter_of_another_agency_has_a_dossier_until_it_sends_it_on() {
        let away = filing(Channel::Counter, Some("H35.20.01"));
        assert_eq!(away.elsewhere(), Some("H35.20.01"));
        assert_eq!((away.counter(false), away.counter(true)), ("H35.20.01", "H35.05"));
    }

    #[test]
    fn who_only_helped_has_not_received_it() {
        let (post, own) = (filing(Channel::Post, Some("H35.99.01")), filing(Channel::Counter, Some("H35.05.02")));
        for helped in [post, own, filing(Channel::Online, Some("H35.20.01")), filing(Channel::Online, None)] {
            assert_eq!((helped.elsewhere(), helped.counter(false)), (None, "H35.05"), "{helped:?}");
        }
    }
}
