//! Form 06, the control sheet (phiếu kiểm soát quá trình giải quyết hồ sơ).

use chrono::{NaiveDate, NaiveDateTime};
use motcua_worktime::Verdict;

use super::form::Form;
use crate::format;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{DOTS, Slots};

/// Form 06: the agencies that handled the dossier, with times and verdicts. Times are wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSheet {
    /// The centre that issues it.
    pub centre: Centre,
    /// The day it is printed.
    pub issued: NaiveDate,
    /// The dossier.
    pub dossier: DossierHead,
    /// The owner of the dossier.
    pub applicant: Applicant,
    /// When the dossier was received.
    pub received: NaiveDateTime,
    /// When the result is due; `None` while no due date is in force.
    pub due: Option<NaiveDateTime>,
    /// The agencies and units that handled it, in order.
    pub handovers: Vec<Handover>,
}

/// One agency or unit that handled the dossier. Times are wall time in Viet Nam.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handover {
    /// The agency or unit.
    pub agency: String,
    /// When it received the dossier.
    pub received: Option<NaiveDateTime>,
    /// The officer who received it; printed below the time.
    pub received_by: String,
    /// When it handed the dossier on.
    pub handed_over: Option<NaiveDateTime>,
    /// The officer who handed it on; printed below the time.
    pub handed_over_by: String,
    /// Whether its step was in time; `None` while it is open.
    pub verdict: Option<Verdict>,
    /// Note.
    pub note: String,
}

fn time_and_name(at: Option<NaiveDateTime>, by: &str) -> String {
    let at = at.map_or(String::new(), format::time_and_day);
    if at.is_empty() || by.is_empty() { at + by } else { format!("{at}\n{by}") }
}

fn verdict_text(verdict: Option<Verdict>) -> &'static str {
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
                time_and_name(step.received, &step.received_by),
                time_and_name(step.handed_over, &step.handed_over_by),
                verdict_text(step.verdict).to_owned(),
                step.note.clone(),
            ]
        });
        slots
            .table("handovers", rows)
            .text("received", format::time_and_day(self.received))
            .text("due", self.due.map_or_else(|| DOTS.to_owned(), format::time_and_day));
        slots
    }
}
