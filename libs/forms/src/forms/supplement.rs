//! 02 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.

use chrono::{NaiveDate, NaiveDateTime};

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead, LookUp};
use crate::{dates, slots::Slots};

/// Form 02: what is missing or wrong, said once and completely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRequest {
    /// Who issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/HDHS`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; none when that is not known.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// Who applies.
    pub applicant: Applicant,
    /// What has to be supplied.
    pub components: Vec<Component>,
    /// Why.
    pub reason: String,
    /// Last day to hand it in, in Viet Nam; none when the procedure sets none.
    pub deadline: Option<NaiveDate>,
    /// Name of the officer to ask.
    pub contact_name: String,
    /// Phone of the officer to ask.
    pub contact_phone: String,
    /// Where the citizen looks it up.
    pub lookup: LookUp,
    /// Who signs as "người hướng dẫn".
    pub officer: String,
}

/// A component to be supplied, with the copies wanted of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Component {
    /// What it is.
    pub name: String,
    /// Bản chính.
    pub originals: u32,
    /// Bản chứng thực.
    pub certified: u32,
    /// Bản photo.
    pub copies: u32,
}

impl Form for SupplementRequest {
    fn id(&self) -> &'static str {
        "02"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, &self.number, self.issued.map(|at| at.date()));
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        let wanted = |count: u32| if count == 0 { String::new() } else { format!("{count:02}") };
        let components = self.components.iter().zip(1..).map(|(c, no)| {
            vec![no.to_string(), c.name.clone(), wanted(c.originals), wanted(c.certified), wanted(c.copies)]
        });
        slots
            .table("components", components)
            .text("reason", &self.reason)
            .text("deadline", self.deadline.map_or(String::new(), dates::day_in_words))
            .text("contact.name", &self.contact_name)
            .text("contact.phone", &self.contact_phone)
            .text("officer", &self.officer)
            .lookup(&self.lookup);
        slots
    }
}
