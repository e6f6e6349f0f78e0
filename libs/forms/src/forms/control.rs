//! 06 Phiếu kiểm soát quá trình giải quyết hồ sơ.

use chrono::{NaiveDate, NaiveDateTime};
use motcua_worktime::Verdict;

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::{DOTS, dates, slots::Slots};

/// Form 06: who had the dossier from when to when, and whether in time. Times are wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSheet {
    /// Who issues it.
    pub centre: Centre,
    /// The day it is printed.
    pub issued: NaiveDate,
    /// The dossier.
    pub dossier: DossierHead,
    /// Its owner.
    pub applicant: Applicant,
    /// When the dossier was received.
    pub received: NaiveDateTime,
    /// When the result is due; none when no date holds.
    pub due: Option<NaiveDateTime>,
    /// Who had it, in order.
    pub handovers: Vec<Handover>,
}

/// One agency or unit that had the dossier. Times are wall time in Viet Nam.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handover {
    /// The agency or unit.
    pub agency: String,
    /// When it received the dossier.
    pub received: Option<NaiveDateTime>,
    /// Who received it there; printed below the time.
    pub received_by: String,
    /// When it handed the dossier on.
    pub handed_over: Option<NaiveDateTime>,
    /// Who handed it on; printed below the time.
    pub handed_over_by: String,
    /// Whether its step was in time; none while it runs.
    pub verdict: Option<Verdict>,
    /// Note.
    pub note: String,
}

fn signed(at: Option<NaiveDateTime>, by: &str) -> String {
    let at = at.map_or(String::new(), dates::short);
    if at.is_empty() || by.is_empty() { at + by } else { format!("{at}\n{by}") }
}

fn in_words(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Early) => "Trước hạn",
        Some(Verdict::OnTime) => "Đúng hạn",
        Some(Verdict::Late) => "Quá hạn",
        None => "",
    }
}

impl Form for ControlSheet {
    fn id(&self) -> &'static str {
        "06"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, "", self.issued);
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        let rows = self.handovers.iter().zip(1..).map(|(step, no)| {
            vec![
                no.to_string(),
                step.agency.clone(),
                signed(step.received, &step.received_by),
                signed(step.handed_over, &step.handed_over_by),
                in_words(step.verdict).to_owned(),
                step.note.clone(),
            ]
        });
        slots
            .table("handovers", rows)
            .text("received", dates::short(self.received))
            .text("due", self.due.map_or_else(|| DOTS.to_owned(), dates::short));
        slots
    }
}
