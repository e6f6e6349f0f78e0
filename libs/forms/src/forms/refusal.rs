//! Form 03, the refusal to accept a dossier (phiếu từ chối tiếp nhận giải quyết hồ sơ).

use chrono::NaiveDateTime;

use super::form::Form;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{LookUp, Slots};

/// Form 03: the reason why a centre does not accept a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The centre that issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TCHS`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; `None` when unknown.
    pub issued: Option<NaiveDateTime>,
    /// The dossier; a refused one may have its submission reference in place of a code.
    pub dossier: DossierHead,
    /// The applicant.
    pub applicant: Applicant,
    /// The reason for the refusal.
    pub reason: String,
    /// Address and secret of the public lookup.
    pub lookup: LookUp,
    /// The officer who refuses.
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
