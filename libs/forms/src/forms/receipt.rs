//! Form 01, the receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả).

use chrono::{NaiveDate, NaiveDateTime};

use super::form::Form;
use crate::format;
use crate::parties::{self, Applicant, Centre, DossierHead};
use crate::slots::{DOTS, LookUp, Slots};

/// Form 01: the papers received, the due date of the result, and how to look the dossier up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The centre that issues it.
    pub centre: Centre,
    /// Its number within the year, printed as `…/TNHS`; may be empty.
    pub number: String,
    /// The dossier.
    pub dossier: DossierHead,
    /// The applicant.
    pub applicant: Applicant,
    /// The papers received.
    pub papers: Vec<Paper>,
    /// How many sets of them (bộ); `None` when unknown.
    pub sets: Option<u32>,
    /// The legal time limit in words, "05 ngày làm việc"; may be empty.
    pub time_limit: String,
    /// When the dossier was received complete, wall time in Viet Nam: the time limit runs from here (Decree
    /// 118/2025/NĐ-CP, Article 17(3)).
    pub received: NaiveDateTime,
    /// When the result is due.
    pub appointment: Appointment,
    /// The fees charged; `None` when unknown.
    pub fees: Option<Vec<Fee>>,
    /// Place and method of the return of the result.
    pub return_at: String,
    /// Its entry in the register; `None` prints dots to be filled in by hand.
    pub register: Option<RegisterEntry>,
    /// Address and secret of the public lookup.
    pub lookup: LookUp,
    /// The officer who received it.
    pub officer: String,
}

/// When the result is due; wall time in Viet Nam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appointment {
    /// One agency, one due date.
    Single(NaiveDateTime),
    /// Several agencies in a chain (liên thông): the receipt prints both dates.
    Interlinked {
        /// When the whole chain is finished and the result is at the centre.
        total: NaiveDateTime,
        /// The day on which the receiving agency finishes its part.
        local: NaiveDate,
    },
    /// The competent agency is elsewhere (phi địa giới): the limit runs from the day it receives the dossier.
    OnceReceived {
        /// The competent agency.
        agency: String,
    },
}

/// A paper received with the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Name of the paper.
    pub name: String,
    /// Original, copy or electronic.
    pub kind: PaperKind,
    /// Number of copies.
    pub quantity: u32,
}

/// The kind of a paper.
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
    /// The name printed on the form.
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
    /// Name of the fee.
    pub name: String,
    /// Amount in đồng.
    pub amount_vnd: u64,
}

/// The entry of a dossier in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Number of the book (quyển số).
    pub book: String,
    /// Number of the entry (số thứ tự).
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
            Appointment::Single(due) => (format::time_and_day_in_words(*due), String::new(), String::new()),
            Appointment::Interlinked { total, local } => {
                (String::new(), format::time_and_day_in_words(*total), format::day_in_words(*local))
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
            .text("received", format::time_and_day_in_words(self.received))
            .text("due", single)
            .text("due.total", total)
            .text("due.local", local)
            .text("fees", self.fees.as_ref().map_or_else(|| DOTS.to_owned(), |fees| fees_text(fees)))
            .text("return", &self.return_at)
            .text("register.book", register.map_or("", |entry| &entry.book))
            .text("register.entry", register.map_or(String::new(), |entry| entry.entry.to_string()))
            .text("officer", &self.officer)
            .lookup(&self.lookup);
        slots
    }
}

/// Each fee with its amount, and the sum of several.
fn fees_text(fees: &[Fee]) -> String {
    let each =
        fees.iter().map(|fee| format!("{} {}", fee.name, format::dong(fee.amount_vnd))).collect::<Vec<_>>().join("; ");
    match fees.len() {
        0 => "Không".to_owned(),
        1 => each,
        _ => format!(
            "{each}; tổng cộng {}",
            format::dong(fees.iter().fold(0, |sum, fee| sum.saturating_add(fee.amount_vnd)))
        ),
    }
}
