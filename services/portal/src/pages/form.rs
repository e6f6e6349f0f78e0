//! A legal form of a dossier: `/bieu-mau/01/{id}` as a page, `/bieu-mau/01/{id}.pdf` as a file.

use axum::extract::{Path, State};
use axum::response::Response;
use motcua_worktime::local_date;
use uuid::Uuid;

use super::access::{dossier_facts, no_access};
use super::form_response::{OutputFormat, form_response, render_failed};
use crate::forms::kind::FormKind;
use crate::forms::print_context::PrintContext;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::wording::errors::ErrorPage;

/// Shows the form or downloads it.
pub async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path((number, file)): Path<(String, String)>,
) -> Response {
    let (id, output) = OutputFormat::split(&file);
    let (Some(kind), Ok(id)) = (FormKind::of_number(&number), Uuid::try_parse(id)) else {
        return error_page(&visitor, ErrorPage::NotFound);
    };
    let facts = match dossier_facts(&portal, &visitor, id).await {
        Ok(facts) => facts,
        Err(error) => return no_access(&portal, visitor, error),
    };
    let lookup_address = portal.lookup_address(&visitor.origin());
    match kind.fill(&facts, &PrintContext { lookup_address, today: local_date(portal.now()) }) {
        Ok(Some(sheet)) => form_response(&sheet, output),
        Ok(None) => error_page(&visitor, ErrorPage::NotFound),
        Err(error) => render_failed(&error),
    }
}
