//! Form 02, the supplement request (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ).

use chrono::{NaiveDate, NaiveDateTime};

use super::form::Form;
use crate::format;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{LookUp, Slots};

/// Form 02: what is missing or wrong. Decree 118/2025/NĐ-CP, Article 17(2)(a), asks for one request that states
/// everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRequest {
    /// The centre that issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/HDHS`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; `None` when unknown.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// The applicant.
    pub applicant: Applicant,
    /// The components to be supplied.
    pub components: Vec<Component>,
    /// The reason of the request.
    pub reason: String,
    /// Last local day to submit the supplement; `None` when the procedure sets none.
    pub deadline: Option<NaiveDate>,
    /// Name of the officer to contact.
    pub contact_name: String,
    /// Phone of the officer to contact.
    pub contact_phone: String,
    /// Address and secret of the public lookup.
    pub lookup: LookUp,
    /// The officer who signs as "người hướng dẫn".
    pub officer: String,
}

/// A component to be supplied, with the number of copies of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Component {
    /// Name of the component.
    pub name: String,
    /// Number of originals (bản chính).
    pub originals: u32,
    /// Number of certified copies (bản chứng thực).
    pub certified: u32,
    /// Number of plain copies (bản photo).
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
        let copies = |count: u32| if count == 0 { String::new() } else { format!("{count:02}") };
        let components = self.components.iter().zip(1..).map(|(c, no)| {
            vec![no.to_string(), c.name.clone(), copies(c.originals), copies(c.certified), copies(c.copies)]
        });
        slots
            .table("components", components)
            .text("reason", &self.reason)
            .text("deadline", self.deadline.map_or(String::new(), format::day_in_words))
            .text("contact.name", &self.contact_name)
            .text("contact.phone", &self.contact_phone)
            .text("officer", &self.officer)
            .lookup(&self.lookup);
        slots
    }
}
