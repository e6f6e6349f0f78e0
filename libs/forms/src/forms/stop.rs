//! 05 Thông báo dừng giải quyết hồ sơ.

use chrono::{NaiveDate, NaiveDateTime};

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead, LookUp};
use crate::{DOTS, dates, slots::Slots};

/// Form 05: a dossier is stopped, as a rule because its owner asked for it. New in TT 03/2025.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopNotice {
    /// Who issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TB`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; none when that is not known.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// Whom it is addressed to.
    pub applicant: Applicant,
    /// The agency that had the dossier.
    pub agency: String,
    /// When the dossier was received; wall time in Viet Nam.
    pub received: NaiveDateTime,
    /// The day the owner asked to stop, in Viet Nam; none when it is not known, or nobody asked.
    pub requested: Option<NaiveDate>,
    /// What the owner asked for, and why; empty when it was not the owner who asked.
    pub request: String,
    /// How far the dossier had come.
    pub stage: String,
    /// What was decided.
    pub decision: String,
    /// Fees kept, refunded or owed.
    pub finance: String,
    /// Where the file copy is kept.
    pub archive: String,
    /// Where the citizen looks it up.
    pub lookup: LookUp,
    /// Who signs for the agency.
    pub leader: String,
}

impl Form for StopNotice {
    fn id(&self) -> &'static str {
        "05"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, &self.number, self.issued.map(|at| at.date()));
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        let requested = match (self.requested, self.request.is_empty()) {
            (Some(day), _) => dates::day(day),
            (None, true) => String::new(),
            (None, false) => DOTS.to_owned(),
        };
        slots
            .text("agency", &self.agency)
            .text("received", dates::long(self.received))
            .text("requested", requested)
            .text("request", &self.request)
            .text("stage", &self.stage)
            .text("decision", &self.decision)
            .text("finance", &self.finance)
            .text("archive", &self.archive)
            .text("leader", &self.leader)
            .lookup(&self.lookup);
        slots
    }
}
