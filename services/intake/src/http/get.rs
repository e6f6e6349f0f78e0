//! Reading one dossier.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path, etag};
use motcua_kit::succession::Reader;

use super::view::{self, DossierView};
use crate::App;
use crate::store::{self, Dossier};

/// Read a dossier; with its lookup secret for those who may print the receipt.
#[utoipa::path(get, path = "/v1/dossiers/{id}", operation_id = "getDossier", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The dossier", body = DossierView, headers(("ETag" = String, description = "Its version")))),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_dossier(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<impl IntoResponse, Problem> {
    let reader = app.reader(&actor).await?;
    let (dossier, version) = store::find(app.db.read(), &reader, id).await?.ok_or_else(Problem::not_found)?;
    let lookup_secret = may_print_the_receipt(&reader, &dossier).then(|| dossier.filing.secret.clone());
    Ok((etag(version), Json(DossierView { lookup_secret, ..view::dossier(&dossier) })))
}

/// The applicant, and the counter staff of the agency that has the dossier or of the unit that received it for another.
fn may_print_the_receipt(reader: &Reader, dossier: &Dossier) -> bool {
    let (actor, filing) = (&reader.actor, &dossier.filing);
    let own = filing.account.is_some_and(|account| account.0 == actor.id);
    let at_a_counter = actor.is(Role::IntakeOfficer) || actor.is(Role::ResultOfficer);
    let received = filing.elsewhere().is_some_and(|unit| actor.unit.as_deref() == Some(unit));
    own || (at_a_counter && (received || store::acts_for(reader, dossier.counter())))
}
