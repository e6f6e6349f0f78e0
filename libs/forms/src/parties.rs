//! Who issues, who applies, which dossier: what the forms share.

use crate::dates;
use crate::slots::Slots;
use chrono::NaiveDate;

/// The centre or desk that issues a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// The body above it, for example "UBND tỉnh Lai Châu"; the heading prints it in capitals.
    pub superior: String,
    /// Its own name; capitals in the heading, as it is in sentences.
    pub name: String,
    /// The place of the date line, for example "Lai Châu".
    pub place: String,
}

/// Who applies. Personal data: it stands on the paper and nowhere else.
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
    /// Who hands in on the owner's behalf, when somebody does.
    pub submitter: Option<String>,
}

impl Applicant {
    /// Who stands at the desk: the authorised submitter, else the owner.
    pub fn present(&self) -> &str {
        self.submitter.as_deref().unwrap_or(&self.name)
    }
}

/// What every form says of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierHead {
    /// The dossier code, `H35.05-221205-0001`.
    pub code: String,
    /// The procedure, as the catalogue names it: "nội dung yêu cầu giải quyết".
    pub procedure: String,
    /// The field (lĩnh vực); may be empty.
    pub field: String,
}

/// Where the citizen looks the dossier up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    /// The address in the QR code. It carries no personal data.
    pub address: String,
    /// The lookup secret printed under it: 8 characters.
    pub secret: String,
}

/// The head all forms share: centre, number, place and date of issue, which is left open when it is not known.
pub(crate) fn head(slots: &mut Slots, centre: &Centre, number: &str, issued: impl Into<Option<NaiveDate>>) {
    let issued = issued.into().map_or_else(|| dates::UNKNOWN_DAY.to_owned(), dates::day_in_words);
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
        .text("applicant.present", applicant.present());
}

pub(crate) fn dossier(slots: &mut Slots, dossier: &DossierHead) {
    slots
        .text("dossier.code", &dossier.code)
        .text("dossier.procedure", &dossier.procedure)
        .text("dossier.field", &dossier.field);
}
