//! 07 Sổ theo dõi hồ sơ.

use chrono::{NaiveDate, NaiveDateTime};

use super::Form;
use crate::parties::{self, Centre};
use crate::{dates, slots::Slots};

/// Form 07: all dossiers of a centre in the order they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Whose register it is.
    pub centre: Centre,
    /// The day it is printed, in Viet Nam.
    pub issued: NaiveDate,
    /// First day it covers, in Viet Nam.
    pub from: NaiveDate,
    /// Last day it covers, in Viet Nam.
    pub until: NaiveDate,
    /// Quyển số; may be empty.
    pub book: String,
    /// The dossiers.
    pub entries: Vec<Entry>,
}

/// A dossier in the register. Times are wall time in Viet Nam, none while it has not happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the register (TT).
    pub number: u32,
    /// Dossier code.
    pub code: String,
    /// What it is about.
    pub name: String,
    /// Sets of papers; none when that is not known.
    pub sets: Option<u32>,
    /// Who applies.
    pub applicant: String,
    /// Address and phone.
    pub contact: String,
    /// The agency that decides.
    pub agency: String,
    /// Received from the citizen.
    pub received: Option<NaiveDateTime>,
    /// Promised to the citizen.
    pub due: Option<NaiveDateTime>,
    /// Transferred to the agency.
    pub transferred: Option<NaiveDateTime>,
    /// Result received from the agency.
    pub result_received: Option<NaiveDateTime>,
    /// Result returned to the citizen.
    pub returned: Option<NaiveDateTime>,
    /// How it was returned.
    pub method: String,
    /// Note.
    pub note: String,
}

impl Entry {
    fn cells(&self) -> Vec<String> {
        let at = |at: Option<NaiveDateTime>| at.map_or(String::new(), dates::short);
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
            // Signed by hand.
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
            .text("from", dates::day(self.from))
            .text("until", dates::day(self.until))
            .text("register.book", &self.book);
        slots
    }
}
