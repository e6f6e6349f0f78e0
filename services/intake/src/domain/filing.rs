//! A dossier as it was handed in: for which procedure, through which channel, by whom, with which papers.

use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel, UnitCode};

use super::{Applicant, PaperHandedIn, ResultReturn};

/// A dossier as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its case.
    pub case_code: String,
    /// The competent agency.
    pub agency: AgencyCode,
    /// The channel.
    pub channel: Channel,
    /// Who applies.
    pub applicant: Applicant,
    /// The applicant's account, when handed in online.
    pub account: Option<AccountId>,
    /// The papers.
    pub papers: Vec<PaperHandedIn>,
    /// The number of sets of them (số bộ hồ sơ).
    pub sets: u32,
    /// How the applicant wants the result.
    pub result_return: ResultReturn,
    /// What the applicant quotes until there is a code.
    pub reference: String,
    /// The lookup secret.
    pub secret: String,
    /// The other agencies it goes through (liên thông), known from the acceptance on; they may read it.
    pub partners: Vec<AgencyCode>,
    /// The unit whose officer or clerk handed it in for the applicant; `None` when the applicant had no help.
    pub helped_by: Option<UnitCode>,
}

impl Filing {
    /// Replaces the data of the applicant. A result that goes to the applicant's address by post goes to the corrected
    /// one.
    pub fn correct_applicant(&mut self, corrected: &Applicant) {
        if self.result_return.address.as_ref() == Some(&self.applicant.address) {
            self.result_return.address = Some(corrected.address.clone());
        }
        self.applicant.clone_from(corrected);
    }

    /// The counter of another agency at which it was handed in (phi địa giới, NĐ 118/2025 Art. 14(4)).
    pub fn forwarding_counter(&self) -> Option<&UnitCode> {
        let counter = self.helped_by.as_ref().filter(|_| self.channel == Channel::Counter)?;
        (counter.agency() != self.agency).then_some(counter)
    }

    /// Code of the unit or agency that has it: the forwarding counter until it has a code, then the competent agency.
    pub fn current_counter(&self, has_code: bool) -> &str {
        let forwarding = self.forwarding_counter().filter(|_| !has_code);
        forwarding.map_or(self.agency.as_str(), UnitCode::as_str)
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
            agency: AgencyCode::new("H35.05"),
            channel,
            applicant: applicant(),
            account: None,
            papers: Vec::new(),
            sets: 1,
            result_return: ResultReturn::default_for(channel, &applicant()),
            reference: text(),
            secret: text(),
            partners: Vec::new(),
            helped_by: helped_by.map(UnitCode::new),
        }
    }

    #[test]
    fn the_counter_of_another_agency_has_a_dossier_until_it_has_a_code() {
        let forwarded = filing(Channel::Counter, Some("H35.20.01"));
        assert_eq!(forwarded.forwarding_counter(), Some(&UnitCode::new("H35.20.01")));
        assert_eq!((forwarded.current_counter(false), forwarded.current_counter(true)), ("H35.20.01", "H35.05"));
    }

    #[test]
    fn a_unit_that_only_helped_has_not_received_the_dossier() {
        let (post, own) = (filing(Channel::Post, Some("H35.99.01")), filing(Channel::Counter, Some("H35.05.02")));
        for helped in [post, own, filing(Channel::Online, Some("H35.20.01")), filing(Channel::Online, None)] {
            assert_eq!((helped.forwarding_counter(), helped.current_counter(false)), (None, "H35.05"), "{helped:?}");
        }
    }
}
