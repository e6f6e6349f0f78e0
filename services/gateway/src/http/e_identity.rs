//! The door of the simulated national e-identity; there only when it is switched on.

use axum::extract::State;
use motcua_kit::http::Json;
use motcua_kit::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::e_identity::{self, Citizen};

/// Who a citizen says to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SimulatedCitizen {
    /// Twelve digits.
    #[schema(pattern = "^[0-9]{12}$")]
    identity_number: String,
    /// Full name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
}

/// What the e-identity says of a citizen.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"assertion": "eyJ0eXAiOiJlaWQrand0IiwiYWxnIjoiRWREU0EifQ…"}))]
pub struct Assertion {
    /// To be exchanged at `POST /oauth/token` within two minutes.
    assertion: String,
}

/// Signs in at the simulated e-identity
///
/// Stands in for VNeID in demonstrations: it believes whatever it is told. Not there unless switched on.
#[utoipa::path(post, path = "/simulator/e-identity", operation_id = "signInWithSimulatedIdentity", tag = "sign-in",
    request_body(content = SimulatedCitizen, example = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"})),
    responses((status = 200, description = "An assertion about the citizen.", body = Assertion)))]
pub async fn sign_in_with_e_identity(
    State(app): State<App>,
    Json(body): Json<SimulatedCitizen>,
) -> Result<Json<Assertion>, Problem> {
    let citizen = Citizen { identity_number: body.identity_number, name: body.name };
    Ok(Json(Assertion { assertion: e_identity::assert(&app, citizen)? }))
}
