//! Issuer, applicant and dossier: what the forms share.

use chrono::NaiveDate;

use crate::format;
use crate::slots::Slots;

/// The centre that issues a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// The body above it, for example "UBND tỉnh Lai Châu"; the heading prints it in capitals.
    pub superior: String,
    /// Its own name; printed in capitals in the heading and unchanged in sentences.
    pub name: String,
    /// The place in the date line, for example "Lai Châu".
    pub place: String,
}

/// The applicant. Personal data: print it, never log it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applicant {
    /// The owner of the dossier: a person or an organisation.
    pub name: String,
    /// Personal identification number, passport or tax code.
    pub identity: String,
    /// Address.
    pub address: String,
    /// Phone; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
    /// The person authorised to submit on the owner's behalf, if any.
    pub submitter: Option<String>,
}

impl Applicant {
    /// Who signs at the counter: the authorised submitter, else the owner.
    pub fn signatory(&self) -> &str {
        self.submitter.as_deref().unwrap_or(&self.name)
    }
}

/// What every form prints of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierHead {
    /// The dossier code, `H35.05-221205-0001`.
    pub code: String,
    /// The procedure, as the catalogue names it: "nội dung yêu cầu giải quyết".
    pub procedure: String,
    /// The field (lĩnh vực); may be empty.
    pub field: String,
}

/// The values of the heading: centre, number, place and date of issue; an unknown date is left blank.
pub(crate) fn head(slots: &mut Slots, centre: &Centre, number: &str, issued: impl Into<Option<NaiveDate>>) {
    let issued = issued.into().map_or_else(|| format::UNKNOWN_DAY.to_owned(), format::day_in_words);
    slots
        .text("centre.superior", centre.superior.to_uppercase())
        .text("centre.heading", centre.name.to_uppercase())
        .text("centre.name", &centre.name)
        .text("number", number)
        .text("issued", format!("{}, {issued}", centre.place));
}

pub(crate) fn applicant(slots: &mut Slots, applicant: &Applicant) {
    slots
        .text("applicant.name", &applicant.name)
        .text("applicant.identity", &applicant.identity)
        .text("applicant.address", &applicant.address)
        .text("applicant.phone", &applicant.phone)
        .text("applicant.email", &applicant.email)
        .text("applicant.submitter", applicant.submitter.as_deref().unwrap_or_default())
        .text("applicant.signatory", applicant.signatory());
}

pub(crate) fn dossier(slots: &mut Slots, dossier: &DossierHead) {
    slots
        .text("dossier.code", &dossier.code)
        .text("dossier.procedure", &dossier.procedure)
        .text("dossier.field", &dossier.field);
}
