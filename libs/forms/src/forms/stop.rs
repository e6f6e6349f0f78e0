//! Form 05, the stop notice (thông báo dừng giải quyết hồ sơ).

use chrono::{NaiveDate, NaiveDateTime};

use super::form::Form;
use crate::format;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{DOTS, LookUp, Slots};

/// Form 05: a dossier is stopped, usually because its owner asked for it. New in TT 03/2025/TT-VPCP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopNotice {
    /// The centre that issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TB`; may be empty.
    pub number: String,
    /// When it is issued; wall time in Viet Nam; `None` when unknown.
    pub issued: Option<NaiveDateTime>,
    /// The dossier.
    pub dossier: DossierHead,
    /// The addressee.
    pub applicant: Applicant,
    /// The agency that processed the dossier.
    pub agency: String,
    /// When the dossier was received; wall time in Viet Nam.
    pub received: NaiveDateTime,
    /// The local day of the owner's request to stop; `None` when unknown or without a request.
    pub requested: Option<NaiveDate>,
    /// The request of the owner with its reason; empty without a request.
    pub request: String,
    /// The stage the dossier had reached.
    pub stage: String,
    /// The decision.
    pub decision: String,
    /// Fees retained, refunded or due.
    pub finance: String,
    /// Where the file copy is archived, e.g. "VT, VPUB".
    pub archive: String,
    /// Address and secret of the public lookup.
    pub lookup: LookUp,
    /// The leader who signs for the agency.
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
            (Some(day), _) => format::day(day),
            (None, true) => String::new(),
            (None, false) => DOTS.to_owned(),
        };
        slots
            .text("agency", &self.agency)
            .text("received", format::time_and_day_in_words(self.received))
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
