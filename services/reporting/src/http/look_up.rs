//! Looking a dossier up by code and secret. A wrong secret and an unknown code give the same answer after the same work.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_contracts::lookup;
use motcua_kit::http::Json;
use motcua_kit::{Problem, tries};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use super::view::{self, LookedUp};
use crate::App;
use crate::store::{self, Dossier};

/// What somebody holds in the hand.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35.05-221205-0001", "secret": "7K0Q1XYZ"}))]
pub struct Lookup {
    /// The legal code of the receipt, or the submission reference.
    #[schema(max_length = 64, pattern = "^[A-Za-z0-9 .-]+$")]
    pub code: String,
    /// The lookup secret beside it.
    #[schema(max_length = 32, pattern = "^[A-Za-z0-9 -]+$")]
    pub secret: String,
}

/// Look a dossier up by its code (before acceptance: its submission reference) and lookup secret.
#[utoipa::path(post, path = "/v1/public/lookups", operation_id = "lookUpDossier", tag = "lookup", request_body = Lookup,
    responses((status = 200, description = "How the dossier stands", body = LookedUp),
        (status = 404, description = "No dossier with this code and secret", body = Problem),
        (status = 429, description = "Five misses in a quarter of an hour", body = Problem)),
    security(()))]
pub async fn look_up_dossier(State(app): State<App>, Json(wanted): Json<Lookup>) -> Result<Response, Problem> {
    let code = lookup::normal_code(&wanted.code);
    if !app.tries.begin(&code) {
        return Ok(tries::shut());
    }
    let found = store::by_code(app.db.read(), &code).await?;
    let mac = lookup::mac(app.lookup_key.reveal(), &code, &wanted.secret);
    let Some(dossier) = found.filter(|dossier| proves(dossier, &code, &mac)) else { return Err(Problem::not_found()) };
    app.tries.proved(&code);
    let lines = store::timeline(app.db.read(), &dossier).await?;
    let names = store::names(app.db.read(), &dossier, &lines).await?;
    let shown = view::looked_up(dossier, names, &lines);
    Ok(([(header::CACHE_CONTROL, "no-store")], axum::Json(shown)).into_response())
}

fn proves(dossier: &Dossier, code: &str, mac: &[u8]) -> bool {
    dossier.mac_of(code).is_some_and(|stored| stored.ct_eq(mac).into())
}
