//! Everything the API shows the visitor of one dossier, fetched at once.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_forms::{Applicant, Centre, DOTS, DossierHead, LookUp};
use motcua_worktime::local_date;
use tokio::try_join;
use uuid::Uuid;

use super::print_context::PrintContext;
use crate::api::account::Account;
use crate::api::catalogue::{Case, Procedure, Terms};
use crate::api::client::Api;
use crate::api::dossier::{Dossier, TimeLimit};
use crate::api::error::ApiError;
use crate::api::journey::{ControlSheet, DueDate, HistoryEntry, Journey};
use crate::api::notices::Notice;
use crate::api::timeline::Timeline;
use crate::cache::directory::{AgencyNames, Directory};

/// Reasons of due date versions that were computed from a limit, as routing names them.
const COMPUTED: [&str; 2] = ["accepted", "corrected"];

/// A dossier with everything that its forms print.
pub struct DossierFacts {
    /// As it was submitted.
    pub dossier: Dossier,
    pub due: Option<DueDate>,
    pub journey: Option<Journey>,
    pub control: Option<ControlSheet>,
    /// The changes that intake recorded.
    pub intake_history: Vec<HistoryEntry>,
    pub notices: Vec<Notice>,
    pub timeline: Timeline,
    /// The account of the visitor.
    pub visitor: Account,
    procedure: Option<Procedure>,
    names: Arc<AgencyNames>,
}

impl DossierFacts {
    /// Fetches the parts with the visitor's token. Parts that are not visible to the visitor are left out.
    ///
    /// # Errors
    /// The dossier is not visible, or a visible part could not be fetched.
    pub async fn fetch(api: &Api, directory: &Directory, token: &str, id: Uuid) -> Result<Self, ApiError> {
        let dossier = api.dossier(token, id).await?;
        let (due, journey, control, intake_history, notices, timeline, procedure, names, visitor) = try_join!(
            api.due_date(token, id),
            api.journey(token, id),
            api.control_sheet(token, id),
            api.intake_history(token, id),
            api.notices(token, id),
            api.timeline(token, id),
            api.procedure(token, dossier.procedure_id, dossier.procedure_version),
            directory.agencies(token),
            api.own_account(token),
        )?;
        Ok(Self { dossier, due, journey, control, intake_history, notices, timeline, visitor, procedure, names })
    }

    /// The code, before the acceptance the reference.
    pub fn code(&self) -> &str {
        self.dossier.code.as_deref().unwrap_or(&self.dossier.reference)
    }

    /// When the receipt was issued: by the competent agency, else by the counter elsewhere.
    pub fn received_at(&self) -> Option<DateTime<Utc>> {
        self.dossier.received_at()
    }

    /// The local day that decides on the editions of the forms: that of the receipt, whose rules still apply to the dossier.
    pub fn day(&self) -> NaiveDate {
        local_date(self.received_at().unwrap_or(self.dossier.submitted_at))
    }

    /// Name of an agency or unit.
    pub fn name(&self, code: &str) -> String {
        self.names.of_code(code).to_owned()
    }

    /// Name of the competent agency.
    pub fn agency(&self) -> String {
        self.name(&self.dossier.agency)
    }

    /// Name of the procedure, if the catalogue still has it.
    pub fn procedure_name(&self) -> Option<&str> {
        self.procedure.as_ref().map(|procedure| procedure.name.as_str())
    }

    /// The case in the version that the dossier follows. Before the receipt that is the newest version, unless it is
    /// not in force yet.
    pub fn case(&self) -> Option<&Case> {
        let procedure = self.procedure.as_ref().filter(|procedure| procedure.effective_from <= self.day())?;
        procedure.cases.iter().find(|case| case.code == self.dossier.case_code)
    }

    /// The terms of that case for the channel of the dossier.
    fn terms(&self) -> Option<&Terms> {
        self.case()?.terms.iter().find(|terms| terms.channel == self.dossier.channel)
    }

    /// The limit from which the due date was computed.
    pub fn limit(&self) -> Option<&TimeLimit> {
        let versions = self.due.iter().flat_map(|due| due.versions.iter().rev());
        let computed =
            versions.filter(|version| COMPUTED.contains(&version.reason.as_str())).map(|version| &version.limit);
        let forwarded = self.dossier.limit_from_receipt.as_ref();
        computed.chain(forwarded).next().or_else(|| self.terms().map(|terms| &terms.limit))
    }

    /// The centre that issues the forms.
    pub fn centre(&self) -> Centre {
        self.names.centre_of(&self.dossier.agency)
    }

    /// The applicant.
    pub fn applicant(&self) -> Applicant {
        let details = self.dossier.applicant.clone();
        Applicant {
            name: details.name,
            identity: details.identity_number,
            address: details.address,
            phone: details.phone,
            email: details.email.unwrap_or_default(),
            submitter: details.submitted_by.map(|submitter| submitter.name),
        }
    }

    /// Name of the receiving counter.
    pub fn counter(&self) -> Option<String> {
        self.dossier.organisations.received_by.as_deref().map(|unit| self.name(unit))
    }

    /// The receiving officer by name if that is the visitor, whose name alone is visible; else the counter.
    pub fn receiver(&self) -> Option<String> {
        let is_visitor = self.dossier.receiving_officer == Some(self.visitor.id);
        if is_visitor { Some(self.visitor.display_name.clone()) } else { self.counter() }
    }

    /// Code, procedure and field.
    pub fn head(&self) -> DossierHead {
        let procedure = self.procedure.as_ref();
        DossierHead {
            code: self.code().to_owned(),
            procedure: procedure.map_or_else(|| DOTS.to_owned(), |found| format!("{} ({})", found.name, found.code)),
            field: procedure.map_or_else(|| DOTS.to_owned(), |found| found.field.clone()),
        }
    }

    /// Address of the lookup with the code; the lookup secret where it is visible.
    pub fn lookup(&self, context: &PrintContext) -> LookUp {
        let secret = self.dossier.lookup_secret.clone();
        LookUp {
            address: format!("{}?ma={}", context.lookup_address, self.code()),
            secret: secret.unwrap_or_else(|| DOTS.to_owned()),
        }
    }

    /// The last change of that name that intake recorded.
    pub fn last_intake_change(&self, name: &str) -> Option<&HistoryEntry> {
        self.intake_history.iter().rfind(|entry| entry.name == name)
    }
}
