//! 01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

use chrono::{NaiveDate, NaiveDateTime};

use super::Form;
use crate::parties::{self, Applicant, Centre, DossierHead, LookUp};
use crate::{DOTS, dates, slots::Slots};

/// Form 01: what was handed in, when the result is due, how to look the dossier up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TNHS`; may be empty.
    pub number: String,
    /// The dossier.
    pub dossier: DossierHead,
    /// Who applies.
    pub applicant: Applicant,
    /// The papers handed in.
    pub papers: Vec<Paper>,
    /// How many sets of them (bộ); none when that is not known.
    pub sets: Option<u32>,
    /// The legal time limit in words, "05 ngày làm việc"; may be empty.
    pub time_limit: String,
    /// When the dossier was received: the clock starts. Wall time in Viet Nam.
    pub received: NaiveDateTime,
    /// When the result is due.
    pub appointment: Appointment,
    /// What was charged; none when that is not known.
    pub fees: Option<Vec<Fee>>,
    /// Place and way of return.
    pub return_at: String,
    /// Where the register has it; dots to write on when it is not known.
    pub register: Option<RegisterEntry>,
    /// Where the citizen looks it up.
    pub lookup: LookUp,
    /// Who received it.
    pub officer: String,
}

/// When the result is due; wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appointment {
    /// One agency, one date.
    Single(NaiveDateTime),
    /// Several agencies in a chain (liên thông): the receipt names both dates.
    Interlinked {
        /// When the whole chain is done and the result lies at the centre.
        total: NaiveDateTime,
        /// The day on which the receiving agency is done with its part.
        local: NaiveDate,
    },
    /// The competent agency is elsewhere (phi địa giới): the limit runs from the day it receives the dossier.
    OnceReceived {
        /// That agency.
        agency: String,
    },
}

/// A paper handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is.
    pub name: String,
    /// In which form.
    pub kind: PaperKind,
    /// How many.
    pub quantity: u32,
}

/// In which form a paper was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// Bản chính.
    Original,
    /// Bản sao.
    Copy,
    /// Bản điện tử.
    Electronic,
}

impl PaperKind {
    /// As the form names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Original => "Bản chính",
            Self::Copy => "Bản sao",
            Self::Electronic => "Bản điện tử",
        }
    }
}

/// A fee or charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// What it is for.
    pub name: String,
    /// Amount in đồng.
    pub dong: u64,
}

/// Where the register has a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Quyển số.
    pub book: String,
    /// Số thứ tự.
    pub entry: u32,
}

impl Form for Receipt {
    fn id(&self) -> &'static str {
        "01"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, &self.number, self.received.date());
        parties::dossier(&mut slots, &self.dossier);
        parties::applicant(&mut slots, &self.applicant);
        let (single, total, local) = match &self.appointment {
            Appointment::Single(due) => (dates::long(*due), String::new(), String::new()),
            Appointment::Interlinked { total, local } => {
                (String::new(), dates::long(*total), dates::day_in_words(*local))
            }
            Appointment::OnceReceived { agency } => {
                (format!("tính từ ngày {agency} nhận được hồ sơ"), String::new(), String::new())
            }
        };
        let papers = self.papers.iter().zip(1..).map(|(paper, no)| {
            vec![no.to_string(), paper.name.clone(), paper.kind.name().to_owned(), paper.quantity.to_string()]
        });
        let register = self.register.as_ref();
        slots
            .table("papers", papers)
            .text("sets", self.sets.map_or_else(|| DOTS.to_owned(), |sets| format!("{sets:02}")))
            .text("limit", &self.time_limit)
            .text("received", dates::long(self.received))
            .text("due", single)
            .text("due.total", total)
            .text("due.local", local)
            .text("fees", self.fees.as_ref().map_or_else(|| DOTS.to_owned(), |charged| fees(charged)))
            .text("return", &self.return_at)
            .text("register.book", register.map_or("", |entry| &entry.book))
            .text("register.entry", register.map_or(String::new(), |entry| entry.entry.to_string()))
            .text("officer", &self.officer)
            .lookup(&self.lookup);
        slots
    }
}

/// Each fee with its amount; more than one with their sum.
fn fees(fees: &[Fee]) -> String {
    let each = fees.iter().map(|fee| format!("{} {}", fee.name, dates::dong(fee.dong))).collect::<Vec<_>>().join("; ");
    match fees.len() {
        0 => "Không".to_owned(),
        1 => each,
        _ => format!("{each}; tổng cộng {}", dates::dong(fees.iter().fold(0, |sum, fee| sum.saturating_add(fee.dong)))),
    }
}
