//! The operation `signInWithSimulatedIdentity`, which exists only if the simulation is switched on.

use axum::extract::State;
use motcua_kit::http::Json;
use motcua_kit::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::identity::e_identity::{self, Citizen};

/// The identity to assert.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SimulatedCitizen {
    /// Identity number of twelve digits.
    #[schema(pattern = "^[0-9]{12}$")]
    identity_number: String,
    /// Full name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
}

/// An assertion of a citizen's identity.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"assertion": "eyJ0eXAiOiJlaWQrand0IiwiYWxnIjoiRWREU0EifQ…"}))]
pub struct Assertion {
    /// A JWT to exchange at `POST /oauth/token` within two minutes.
    assertion: String,
}

/// Signs in at the simulated e-identity
///
/// Stands in for VNeID in demonstrations and verifies nothing. Absent unless the simulation is switched on.
#[utoipa::path(post, path = "/simulator/e-identity", operation_id = "signInWithSimulatedIdentity", tag = "sign-in",
    request_body(content = SimulatedCitizen, example = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"})),
    responses((status = 200, description = "An assertion of the citizen's identity.", body = Assertion)))]
pub async fn sign_in_with_e_identity(
    State(app): State<App>,
    Json(body): Json<SimulatedCitizen>,
) -> Result<Json<Assertion>, Problem> {
    let citizen = Citizen { identity_number: body.identity_number, name: body.name };
    Ok(Json(Assertion { assertion: e_identity::sign_assertion(&app, citizen)? }))
}
