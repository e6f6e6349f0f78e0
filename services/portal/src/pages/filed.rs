//! A dossier for whoever it is shown to after signing in: what is to be paid, and the forms there are of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use motcua_kit::auth::Role;
use uuid::Uuid;

use super::forms::{Refused, facts, refused};
use super::me::not_signed_in;
use super::trouble::{self, Trouble};
use crate::Portal;
use crate::fees::{self, Fee};
use crate::lang::Lang;
use crate::notices::{Said, said};
use crate::paperwork::{Facts, Kind};
use crate::shell::{Place, Shell, page};
use crate::visitor::Visitor;
use crate::words;

#[derive(Template)]
#[template(path = "filed.html")]
struct Filed {
    shell: Shell,
    id: Uuid,
    code: String,
    /// Whether the code is the legal one, or only the reference of a submission.
    accepted: bool,
    procedure: Option<String>,
    applicant: String,
    agency: String,
    received: Option<String>,
    promised: Option<String>,
    paid: Option<String>,
    due: Vec<Payable>,
    told: Vec<Said>,
    forms: Vec<Link>,
}

/// Something to pay.
struct Payable {
    fee: Fee,
    /// Makes a second press of the button the same payment; none where it is paid at the counter.
    key: Option<Uuid>,
}

/// A form that can be opened.
struct Link {
    name: &'static str,
    page: String,
    file: String,
}

/// Shows the dossier.
pub async fn show(State(portal): State<Portal>, visitor: Visitor, Path(id): Path<String>) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else { return trouble::page(&visitor, Trouble::NoForm) };
    match facts(&portal, &visitor, id).await {
        Ok(facts) => {
            let due = payable(&facts, portal.payment_page.is_some(), visitor.lang);
            page(StatusCode::OK, visitor.lang, &filed(&visitor, &facts, due))
        }
        Err(Refused::NobodyThere) => not_signed_in(),
        Err(Refused::Fault(fault)) => refused(&portal, visitor, fault),
    }
}

/// What is to be paid. The applicant can do so at once; whoever comes to the counter pays there.
fn payable(facts: &Facts, online: bool, lang: Lang) -> Vec<Payable> {
    let online = online && facts.visitor.roles.contains(&Role::Citizen);
    let payable = |fee| Payable { fee, key: online.then(Uuid::now_v7) };
    fees::due(&facts.filed, lang).into_iter().map(payable).collect()
}

fn filed(visitor: &Visitor, facts: &Facts, due: Vec<Payable>) -> Filed {
    let (lang, code) = (visitor.lang, facts.code().to_owned());
    Filed {
        shell: Shell::new(visitor, Place::Me, format!("{} {code}", lang.say("Hồ sơ", "Dossier"))),
        id: facts.filed.id,
        code,
        accepted: facts.filed.code.is_some(),
        procedure: facts.procedure_name().map(str::to_owned),
        applicant: facts.filed.applicant.name.clone(),
        agency: facts.agency(),
        received: facts.received_at().map(|at| words::moment(at, lang)),
        promised: facts.filed.due_at.map(|due_at| words::promise(due_at, lang)),
        paid: fees::paid(&facts.filed, lang),
        due,
        told: said(&facts.notices, lang),
        forms: links(facts, lang),
    }
}

fn links(facts: &Facts, lang: Lang) -> Vec<Link> {
    let there = Kind::ALL.into_iter().filter(|kind| kind.is_there(facts));
    let link = |kind: Kind| {
        let page = format!("/bieu-mau/{}/{}", kind.number(), facts.filed.id);
        Link { name: kind.name(lang), file: format!("{page}.pdf"), page }
    };
    there.map(link).collect()
}
