//! Form 07, the register (sổ theo dõi hồ sơ).

use chrono::{NaiveDate, NaiveDateTime};

use super::form::Form;
use crate::format;
use crate::parties::{self, Centre};
use crate::slots::Slots;

/// Form 07: all dossiers of a centre in the order of receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The centre that keeps the register.
    pub centre: Centre,
    /// The day it is printed, in Viet Nam.
    pub issued: NaiveDate,
    /// First day it covers, in Viet Nam.
    pub from: NaiveDate,
    /// Last day it covers, in Viet Nam.
    pub until: NaiveDate,
    /// Number of the book (quyển số); may be empty.
    pub book: String,
    /// The dossiers.
    pub entries: Vec<Entry>,
}

/// A dossier in the register. Times are wall time in Viet Nam; `None` when it has not happened yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the register (TT).
    pub number: u32,
    /// Dossier code.
    pub code: String,
    /// The procedure.
    pub name: String,
    /// Sets of papers; `None` when unknown.
    pub sets: Option<u32>,
    /// The applicant.
    pub applicant: String,
    /// Address and phone.
    pub contact: String,
    /// The agency that decides.
    pub agency: String,
    /// When the dossier was received from the citizen.
    pub received: Option<NaiveDateTime>,
    /// When the result is due.
    pub due: Option<NaiveDateTime>,
    /// When the dossier was transferred to the agency.
    pub transferred: Option<NaiveDateTime>,
    /// When the centre received the result from the agency.
    pub result_received: Option<NaiveDateTime>,
    /// When the result was returned to the citizen.
    pub returned: Option<NaiveDateTime>,
    /// Method of the return.
    pub method: String,
    /// Note.
    pub note: String,
}

impl Entry {
    fn cells(&self) -> Vec<String> {
        let at = |at: Option<NaiveDateTime>| at.map_or(String::new(), format::time_and_day);
        vec![
            self.number.to_string(),
            self.code.clone(),
            self.name.clone(),
            self.sets.map_or(String::new(), |sets| sets.to_string()),
            self.applicant.clone(),
            self.contact.clone(),
            self.agency.clone(),
            at(self.received),
            at(self.due),
            at(self.transferred),
            at(self.result_received),
            at(self.returned),
            self.method.clone(),
            // Space for a handwritten signature.
            String::new(),
            self.note.clone(),
        ]
    }
}

impl Form for Register {
    fn id(&self) -> &'static str {
        "07"
    }

    fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        parties::head(&mut slots, &self.centre, "", self.issued);
        slots
            .table("entries", self.entries.iter().map(Entry::cells))
            .text("from", format::day(self.from))
            .text("until", format::day(self.until))
            .text("register.book", &self.book);
        slots
    }
}
