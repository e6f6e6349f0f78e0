//! A dossier for those who may see it after signing in: fees that are due, notices, and the forms that exist.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use motcua_kit::http::Language;
use motcua_office::Role;
use uuid::Uuid;

use super::access::{dossier_facts, no_access};
use crate::forms::facts::DossierFacts;
use crate::forms::kind::FormKind;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::web::layout::{Layout, Section, page};
use crate::wording::errors::ErrorPage;
use crate::wording::fees::{Fee, fees_due, procedure_fee_paid};
use crate::wording::format;
use crate::wording::notices::{NoticeText, notice_texts};

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage {
    layout: Layout,
    id: Uuid,
    code: String,
    /// Whether the code is the legal one, or only the reference of a submission.
    accepted: bool,
    procedure: Option<String>,
    applicant: String,
    agency: String,
    received: Option<String>,
    due: Option<String>,
    paid: Option<String>,
    fees: Vec<FeeDue>,
    notices: Vec<NoticeText>,
    forms: Vec<FormLink>,
}

/// A fee that is due.
struct FeeDue {
    fee: Fee,
    /// Idempotency key of the payment: pressing the button twice pays once. None where the fee is paid at the counter.
    key: Option<Uuid>,
}

/// A form that exists.
struct FormLink {
    name: &'static str,
    page: String,
    file: String,
}

/// Shows the dossier.
pub async fn show(State(portal): State<Portal>, visitor: Visitor, Path(id): Path<String>) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else { return error_page(&visitor, ErrorPage::NotFound) };
    match dossier_facts(&portal, &visitor, id).await {
        Ok(facts) => {
            let fees = fees(&facts, portal.payment_page.is_some(), visitor.lang);
            page(StatusCode::OK, visitor.lang, &dossier_page(&visitor, &facts, fees))
        }
        Err(error) => no_access(&portal, visitor, error),
    }
}

/// The fees that are due. The applicant can pay them online; at the counter any person can pay for the applicant.
fn fees(facts: &DossierFacts, online: bool, lang: Language) -> Vec<FeeDue> {
    let online = online && facts.visitor.roles.contains(&Role::Citizen);
    let fees = fees_due(&facts.dossier, lang).into_iter();
    fees.map(|fee| FeeDue { fee, key: online.then(Uuid::now_v7) }).collect()
}

fn dossier_page(visitor: &Visitor, facts: &DossierFacts, fees: Vec<FeeDue>) -> DossierPage {
    let (lang, code) = (visitor.lang, facts.code().to_owned());
    DossierPage {
        layout: Layout::new(visitor, Section::Me, format!("{} {code}", lang.pick("Hồ sơ", "Dossier"))),
        id: facts.dossier.id,
        code,
        accepted: facts.dossier.code.is_some(),
        procedure: facts.procedure_name().map(str::to_owned),
        applicant: facts.dossier.applicant.name.clone(),
        agency: facts.agency(),
        received: facts.received_at().map(|at| format::time_and_date(at, lang)),
        due: facts.dossier.due_at.map(|due_at| format::due(due_at, lang)),
        paid: procedure_fee_paid(&facts.dossier, lang),
        fees,
        notices: notice_texts(&facts.notices, lang),
        forms: form_links(facts, lang),
    }
}

fn form_links(facts: &DossierFacts, lang: Language) -> Vec<FormLink> {
    let existing = FormKind::ALL.into_iter().filter(|kind| kind.exists_for(facts));
    let link = |kind: FormKind| {
        let page = format!("/bieu-mau/{}/{}", kind.number(), facts.dossier.id);
        FormLink { name: kind.name(lang), file: format!("{page}.pdf"), page }
    };
    existing.map(link).collect()
}
