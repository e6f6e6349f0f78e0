//! The simulated national e-identity: signs an assertion of a citizen's identity that is valid for two minutes.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use motcua_kit::problem::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;

const TOKEN_TYPE: &str = "eid+jwt";
const LIFETIME_SECONDS: i64 = 120;
const LEEWAY_SECONDS: i64 = 30;

/// The identity of a citizen.
#[derive(Clone)]
pub struct Citizen {
    /// The twelve digits of the identity number.
    pub identity_number: String,
    /// Full name.
    pub name: String,
}

#[derive(Serialize, Deserialize)]
struct AssertionClaims {
    iss: String,
    aud: String,
    sub: String,
    name: String,
    iat: i64,
    exp: i64,
    jti: Uuid,
}

/// Signs an assertion of a citizen's identity.
///
/// # Errors
/// `internal` when signing fails.
pub fn sign_assertion(app: &App, citizen: Citizen) -> Result<String, Problem> {
    let now = app.resources.clocks.wall.now().timestamp();
    let claims = AssertionClaims {
        iss: issuer(app),
        aud: app.issuer.to_string(),
        sub: citizen.identity_number,
        name: citizen.name,
        iat: now,
        exp: now + LIFETIME_SECONDS,
        jti: Uuid::now_v7(),
    };
    app.keys.e_identity.sign(TOKEN_TYPE, &claims).map_err(|error| Problem::internal(&error))
}

/// The citizen of an assertion; `None` unless signature, type, issuer, audience and times are valid.
pub fn verify_assertion(app: &App, assertion: &str) -> Option<Citizen> {
    let header = decode_header(assertion).ok()?;
    if header.typ.as_deref() != Some(TOKEN_TYPE) {
        return None;
    }
    let jwks = app.keys.e_identity.public();
    let key = DecodingKey::from_jwk(jwks.find(header.kid.as_deref()?)?).ok()?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[issuer(app)]);
    validation.set_audience(&[&app.issuer]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // Times are checked below against the injected clock.
    validation.validate_exp = false;
    let claims = decode::<AssertionClaims>(assertion, &key, &validation).ok()?.claims;
    let now = app.resources.clocks.wall.now().timestamp();
    let is_current = now < claims.exp + LEEWAY_SECONDS && claims.iat <= now + LEEWAY_SECONDS;
    is_current.then_some(Citizen { identity_number: claims.sub, name: claims.name })
}

fn issuer(app: &App) -> String {
    format!("{}/simulator/e-identity", app.issuer)
}
