//! Lists the payments of a dossier: its receipts (biên lai).

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};
use motcua_kit::page::Page;

use super::payment_view::{self, PaymentView};
use crate::app::App;
use crate::store;

/// Read the payments of a dossier, made or started, with their refunds; for all who may read the dossier.
#[utoipa::path(get, path = "/v1/dossiers/{id}/payments", operation_id = "listPayments", tag = "payments",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Every payment, oldest first", body = Page<PaymentView>,
        headers(("ETag" = String, description = "The version of the dossier")))))]
pub async fn list_payments(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<impl IntoResponse, Problem> {
    let db = app.resources.db.read();
    let (dossier, version) =
        store::find(db, &app.access_scope(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    let records = store::list_payments(db, id).await?;
    let refunds = store::list_refunds(db, records.iter().map(|record| record.payment.id)).await?;
    Ok((etag(version), Json(Page { items: payment_view::payments(&dossier, records, &refunds), next: None })))
}
