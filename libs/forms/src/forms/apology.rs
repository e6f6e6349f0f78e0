//! 04 Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.

use chrono::NaiveDateTime;

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead, LookUp};
use crate::{dates, slots::Slots};

/// Form 04: an apology for a late result, with the new appointment. Times are wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apology {
    /// Who issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/PXL`; may be empty.
    pub number: String,
    /// When it is issued; none when that is not known.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// Whom it is addressed to.
    pub applicant: Applicant,
    /// The agency that is late.
    pub agency: String,
    /// When the dossier was received.
    pub received: NaiveDateTime,
    /// The appointment that was not kept.
    pub promised: NaiveDateTime,
    /// The new one.
    pub promised_anew: NaiveDateTime,
    /// Why it is late.
    pub reason: String,
    /// Where the file copy is kept, "VT, VPUB".
    pub archive: String,
    /// Where the citizen looks it up.
    pub lookup: LookUp,
    /// Who signs for the agency.
    pub leader: String,
}

impl Form for Apology {
    fn id(&self) -> &'static str {
        "04"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, &self.number, self.issued.map(|at| at.date()));
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        slots
            .text("agency", &self.agency)
            .text("received", dates::day(self.received.date()))
            .text("promised", dates::long(self.promised))
            .text("promised.anew", dates::long(self.promised_anew))
            .text("reason", &self.reason)
            .text("archive", &self.archive)
            .text("leader", &self.leader)
            .lookup(&self.lookup);
        slots
    }
}
