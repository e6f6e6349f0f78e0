//! Looks a dossier up by code and secret. A wrong secret and an unknown code get the same response after the same work.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_contracts::lookup;
use motcua_kit::Problem;
use motcua_kit::attempts::{self, Attempt, AttemptKey};
use motcua_kit::http::{ClientAddress, Json};
use motcua_kit::problem::ProblemDocument;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use super::view::{self, LookedUp};
use crate::app::App;
use crate::domain::Dossier;
use crate::store;

/// Code and secret of a receipt.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35.05-221205-0001", "secret": "7K0Q1XYZ"}))]
pub struct Lookup {
    /// The legal code of the receipt, or the submission reference.
    #[schema(max_length = 64, pattern = "^[A-Za-z0-9 .-]+$")]
    pub code: String,
    /// The lookup secret of the receipt.
    #[schema(max_length = 32, pattern = "^[A-Za-z0-9 -]+$")]
    pub secret: String,
}

/// Look a dossier up by its code (before acceptance: its submission reference) and lookup secret.
#[utoipa::path(post, path = "/v1/public/lookups", operation_id = "lookUpDossier", tag = "lookup", request_body = Lookup,
    responses((status = 200, description = "The status of the dossier", body = LookedUp),
        (status = 404, description = "No dossier with this code and secret", body = ProblemDocument),
        (status = 429, description = "Five failed attempts in a quarter of an hour", body = ProblemDocument)))]
pub async fn look_up_dossier(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    Json(body): Json<Lookup>,
) -> Result<Response, Problem> {
    let code = lookup::normal_code(&body.code);
    let key = AttemptKey::new(&code, client);
    let dossier = match app.attempts.guard(&key, find_proven(&app, &code, &body.secret)).await? {
        Attempt::Right(dossier) => dossier,
        Attempt::Wrong => return Err(Problem::not_found()),
        Attempt::LockedOut => return Ok(attempts::locked_out()),
    };
    let db = app.resources.db.read();
    let timeline = store::list_timeline(db, &dossier).await?;
    let names = store::find_names(db, &dossier, &timeline).await?;
    let shown = view::looked_up(dossier, names, &timeline);
    Ok(([(header::CACHE_CONTROL, "no-store")], axum::Json(shown)).into_response())
}

/// The dossier with this code, if the secret is its own.
async fn find_proven(app: &App, code: &str, secret: &str) -> Result<Option<Dossier>, DbErr> {
    let found = store::find_by_code(app.resources.db.read(), code).await?;
    let mac = lookup::mac(app.lookup_key.reveal(), code, secret);
    Ok(found.filter(|dossier| proves(dossier, code, &mac)))
}

fn proves(dossier: &Dossier, code: &str, mac: &[u8]) -> bool {
    dossier.mac_of(code).is_some_and(|stored| stored.ct_eq(mac).into())
}
