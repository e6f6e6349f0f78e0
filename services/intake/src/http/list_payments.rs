//! Reading the payments of a dossier: its receipts (biên lai).

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};
use motcua_kit::page::Page;

use super::payment_view::{self, PaymentView};
use crate::{App, store};

/// Read the payments of a dossier, made or begun, with what was paid back; whoever may read the dossier may read them.
#[utoipa::path(get, path = "/v1/dossiers/{id}/payments", operation_id = "listPayments", tag = "payments",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Every payment, first things first", body = Page<PaymentView>,
        headers(("ETag" = String, description = "The version of the dossier")))),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn list_payments(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<impl IntoResponse, Problem> {
    let db = app.db.read();
    let (dossier, version) = store::find(db, &app.reader(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    let kept = store::payments_of(db, id).await?;
    let refunds = store::refunds_of(db, kept.iter().map(|kept| kept.payment.id)).await?;
    Ok((etag(version), Json(Page { items: payment_view::payments(&dossier, kept, refunds), next: None })))
}
