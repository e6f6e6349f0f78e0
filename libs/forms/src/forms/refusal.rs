//! 03 Phiếu từ chối tiếp nhận giải quyết hồ sơ.

use chrono::NaiveDateTime;

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead, LookUp};
use crate::slots::Slots;

/// Form 03: why a centre does not accept a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Who issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TCHS`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; none when that is not known.
    pub issued: Option<NaiveDateTime>,
    /// The dossier. A refused one may have a submission reference in place of the code.
    pub dossier: DossierHead,
    /// Who applies.
    pub applicant: Applicant,
    /// Why it is refused.
    pub reason: String,
    /// Where the citizen looks it up.
    pub lookup: LookUp,
    /// Who refuses.
    pub officer: String,
}

impl Form for Refusal {
    fn id(&self) -> &'static str {
        "03"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, &self.number, self.issued.map(|at| at.date()));
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        slots.text("reason", &self.reason).text("officer", &self.officer).lookup(&self.lookup);
        slots
    }
}
