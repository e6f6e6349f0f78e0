//! Everything the API shows the visitor of one dossier, asked for at once.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_forms::{Applicant, Centre, DOTS, DossierHead, LookUp};
use motcua_worktime::local_date;
use tokio::try_join;
use uuid::Uuid;

use super::Occasion;
use crate::api::catalogue::{Case, Procedure, Term};
use crate::api::dossier::{ControlSheet, DueDate, Happening, Journey, Limit, Timeline};
use crate::api::{Account, Api, Fault, FiledDossier, Notice};
use crate::directory::{Directory, Names};

/// What is known of a dossier.
pub struct Facts {
    /// As it was handed in.
    pub filed: FiledDossier,
    /// When it is due, and how that came.
    pub due: Option<DueDate>,
    /// Where it is.
    pub journey: Option<Journey>,
    /// Who held it from when to when.
    pub control: Option<ControlSheet>,
    /// What intake recorded of it.
    pub at_intake: Vec<Happening>,
    /// What the office told the applicant.
    pub notices: Vec<Notice>,
    /// What became of it.
    pub timeline: Timeline,
    procedure: Option<Procedure>,
    names: Arc<Names>,
    /// Who looks.
    pub visitor: Account,
}

impl Facts {
    /// Asks the API with the visitor's token. What is not for the visitor is left out.
    ///
    /// # Errors
    /// When the dossier is not shown, or a part that may be shown did not come.
    pub async fn gather(api: &Api, directory: &Directory, token: &str, id: Uuid) -> Result<Self, Fault> {
        let filed = api.dossier(token, id).await?;
        let (due, journey, control, at_intake, notices, timeline, procedure, names, visitor) = try_join!(
            api.due_date(token, id),
            api.journey(token, id),
            api.control_sheet(token, id),
            api.intake_history(token, id),
            api.notices(token, id),
            api.timeline(token, id),
            api.procedure(token, filed.procedure_id, filed.procedure_version),
            directory.names(token),
            api.me(token),
        )?;
        Ok(Self { filed, due, journey, control, at_intake, notices, timeline, procedure, names, visitor })
    }

    /// The code; before there is one the reference.
    pub fn code(&self) -> &str {
        self.filed.code.as_deref().unwrap_or(&self.filed.reference)
    }

    /// When the receipt was issued: by the competent agency, else by the counter elsewhere.
    pub fn received_at(&self) -> Option<DateTime<Utc>> {
        self.filed.accepted_at.or(self.filed.forwarded_at)
    }

    /// The local day whose editions of the forms hold: that of the acceptance, whose rules the dossier keeps.
    pub fn day(&self) -> NaiveDate {
        local_date(self.received_at().unwrap_or(self.filed.submitted_at))
    }

    /// Name of an agency or unit.
    pub fn name(&self, code: &str) -> String {
        self.names.of_code(code).to_owned()
    }

    /// Name of the competent agency.
    pub fn agency(&self) -> String {
        self.name(&self.filed.agency)
    }

    /// Name of the procedure, where the catalogue still has it.
    pub fn procedure_name(&self) -> Option<&str> {
        self.procedure.as_ref().map(|procedure| procedure.name.as_str())
    }

    /// The case by the version that the dossier follows. Before there is a receipt that is the newest version, unless it
    /// comes into force later.
    pub fn case(&self) -> Option<&Case> {
        let procedure = self.procedure.as_ref().filter(|procedure| procedure.effective_from <= self.day())?;
        procedure.cases.iter().find(|case| case.code == self.filed.case_code)
    }

    /// What holds for the case and channel by that version.
    fn term(&self) -> Option<&Term> {
        self.case()?.terms.iter().find(|term| term.channel == self.filed.channel)
    }

    /// The limit that the promised date was counted by.
    pub fn limit(&self) -> Option<&Limit> {
        let due = self.due.as_ref();
        let counted =
            due.and_then(|due| due.versions.iter().rfind(|v| matches!(v.reason.as_str(), "accepted" | "corrected")));
        let on_the_way = self.filed.limit_from_receipt.as_ref();
        counted.map(|version| &version.limit).or(on_the_way).or_else(|| self.term().map(|term| &term.limit))
    }

    /// Who issues the forms.
    pub fn centre(&self) -> Centre {
        self.names.centre_of(&self.filed.agency)
    }

    /// Who applies.
    pub fn applicant(&self) -> Applicant {
        let owner = self.filed.applicant.clone();
        Applicant {
            name: owner.name,
            identity: owner.identity_number,
            address: owner.address,
            phone: owner.phone,
            email: owner.email.unwrap_or_default(),
            submitter: owner.submitted_by.map(|submitter| submitter.name),
        }
    }

    /// Name of the counter that received it.
    pub fn counter(&self) -> Option<String> {
        self.filed.organisations.received_by.as_deref().map(|unit| self.name(unit))
    }

    /// Who received it: the officer by name where that is the visitor, whose name alone is shown; else the counter.
    pub fn receiver(&self) -> Option<String> {
        let own = self.filed.receiving_officer == Some(self.visitor.id);
        if own { Some(self.visitor.display_name.clone()) } else { self.counter() }
    }

    /// Which dossier.
    pub fn head(&self) -> DossierHead {
        let procedure = self.procedure.as_ref();
        DossierHead {
            code: self.code().to_owned(),
            procedure: procedure.map_or_else(|| DOTS.to_owned(), |found| format!("{} ({})", found.name, found.code)),
            field: procedure.map_or_else(|| DOTS.to_owned(), |found| found.field.clone()),
        }
    }

    /// Where the citizen looks it up; the secret where it is shown.
    pub fn lookup(&self, occasion: &Occasion) -> LookUp {
        let secret = self.filed.lookup_secret.clone();
        LookUp {
            address: format!("{}?ma={}", occasion.lookup, self.code()),
            secret: secret.unwrap_or_else(|| DOTS.to_owned()),
        }
    }
}

/// The last change of that name.
pub fn last<'a>(happened: &'a [Happening], name: &str) -> Option<&'a Happening> {
    happened.iter().rfind(|one| one.name == name)
}
