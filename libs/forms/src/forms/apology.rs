//! Form 04, the apology (văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết).

use chrono::NaiveDateTime;

use super::form::Form;
use crate::format;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{LookUp, Slots};

/// Form 04: an apology for a late result, with the new due date. Times are wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apology {
    /// The centre that issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/PXL`; may be empty.
    pub number: String,
    /// When it is issued; `None` when unknown.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// The addressee.
    pub applicant: Applicant,
    /// The agency that missed the due date.
    pub agency: String,
    /// When the dossier was received.
    pub received: NaiveDateTime,
    /// The due date that was missed.
    pub due: NaiveDateTime,
    /// The new due date.
    pub new_due: NaiveDateTime,
    /// The reason for the delay.
    pub reason: String,
    /// Where the file copy is archived, e.g. "VT, VPUB".
    pub archive: String,
    /// Address and secret of the public lookup.
    pub lookup: LookUp,
    /// The leader who signs for the agency.
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
            .text("received", format::day(self.received.date()))
            .text("due", format::time_and_day_in_words(self.due))
            .text("due.new", format::time_and_day_in_words(self.new_due))
            .text("reason", &self.reason)
            .text("archive", &self.archive)
            .text("leader", &self.leader)
            .lookup(&self.lookup);
        slots
    }
}
