//! What somebody hands in: for which procedure, by which channel, who, with which papers.

use motcua_contracts::code::agency_of;
use motcua_contracts::ids::{AccountId, ProcedureId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Digitisation;

/// The way a dossier comes in, and the way its result goes out.
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
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "email", max_length = 254, example = "mai@example.vn")]
    pub email: Option<String>,
    /// Who hands in on the applicant's behalf; apart, because few have somebody.
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

/// How the applicant wants the result: at the counter that received the dossier, by post, online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultReturn {
    /// The way.
    pub way: Channel,
    /// Where the post brings it; for the post alone. Personal data: it never leaves intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 3, max_length = 250, example = "Tổ 9, phường Tân Phong, tỉnh Lai Châu")]
    pub address: Option<String>,
}

impl ResultReturn {
    /// Where nothing was chosen: as the dossier came, by post to the applicant.
    pub fn as_it_came(channel: Channel, applicant: &Applicant) -> Self {
        let address = (channel == Channel::Post).then(|| applicant.address.clone());
        Self { way: channel, address }
    }

    /// Whether it has an address exactly where one is needed.
    pub fn is_addressed(&self) -> bool {
        self.address.is_some() == (self.way == Channel::Post)
    }
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
    /// Whether it is in the electronic store; absent: it is not.
    #[serde(default, skip_serializing_if = "Digitisation::is_none")]
    #[schema(required = false)]
    pub digitisation: Digitisation,
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
    /// How many sets of them (số bộ hồ sơ).
    pub sets: u32,
    /// How the applicant wants the result.
    pub result_return: ResultReturn,
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
    /// Takes over the right data of the applicant; the post brings the result to the right address then, unless the
    /// applicant named another.
    pub fn correct_applicant(&mut self, right: &Applicant) {
        if self.result_return.address.as_ref() == Some(&self.applicant.address) {
            self.result_return.address = Some(right.address.clone());
        }
        self.applicant.clone_from(right);
    }

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

    fn applicant() -> Applicant {
        let (name, identity_number, phone) = (String::new(), String::new(), String::new());
        Applicant { name, identity_number, phone, address: "Bản Nà Cọ".into(), email: None, submitted_by: None }
    }

    fn filing(channel: Channel, helped_by: Option<&str>) -> Filing {
        let text = String::new;
        Filing {
            procedure: ProcedureId(uuid::Uuid::nil()),
            case_code: text(),
            agency: "H35.05".into(),
            channel,
            applicant: applicant(),
            account: None,
            papers: Vec::new(),
            sets: 1,
            result_return: ResultReturn::as_it_came(channel, &applicant()),
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

    #[test]
    fn a_result_goes_out_as_the_dossier_came_unless_somebody_says_otherwise() {
        let of = |channel| ResultReturn::as_it_came(channel, &applicant());
        assert_eq!(of(Channel::Post), ResultReturn { way: Channel::Post, address: Some("Bản Nà Cọ".into()) });
        assert_eq!(of(Channel::Counter), ResultReturn { way: Channel::Counter, address: None });
        assert_eq!(of(Channel::Online), ResultReturn { way: Channel::Online, address: None });
    }

    #[test]
    fn the_post_needs_an_address_and_nothing_else_does() {
        for way in [Channel::Online, Channel::Counter, Channel::Post] {
            let with = |address: Option<&str>| ResultReturn { way, address: address.map(str::to_owned) }.is_addressed();
            assert_eq!((with(Some("Tổ 9")), with(None)), (way == Channel::Post, way != Channel::Post), "{way:?}");
        }
    }
}
