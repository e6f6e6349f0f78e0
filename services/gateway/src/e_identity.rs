//! The simulated national e-identity: it says who a citizen is, in a token of two minutes.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use motcua_kit::problem::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;

const TYPE: &str = "eid+jwt";
const LIFE_SECONDS: i64 = 120;
const LEEWAY_SECONDS: i64 = 30;

/// Who a citizen is.
#[derive(Clone)]
pub struct Citizen {
    /// The twelve digits of the identity number.
    pub identity_number: String,
    /// Full name.
    pub name: String,
}

#[derive(Serialize, Deserialize)]
struct Assertion {
    iss: String,
    aud: String,
    sub: String,
    name: String,
    iat: i64,
    exp: i64,
    jti: Uuid,
}

/// Says who a citizen is.
///
/// # Errors
/// `internal` when it cannot be signed.
pub fn assert(app: &App, citizen: Citizen) -> Result<String, Problem> {
    let now = app.clocks.wall.now().timestamp();
    let assertion = Assertion {
        iss: issuer(app),
        aud: app.issuer.to_string(),
        sub: citizen.identity_number,
        name: citizen.name,
        iat: now,
        exp: now + LIFE_SECONDS,
        jti: Uuid::now_v7(),
    };
    app.keys.simulator.sign(TYPE, &assertion).map_err(|error| Problem::internal(&error))
}

/// Who an assertion says the citizen is; nothing unless it passes every check.
pub fn verify(app: &App, assertion: &str) -> Option<Citizen> {
    let head = decode_header(assertion).ok()?;
    if head.typ.as_deref() != Some(TYPE) {
        return None;
    }
    let set = app.keys.simulator.public();
    let key = DecodingKey::from_jwk(set.find(head.kid.as_deref()?)?).ok()?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[issuer(app)]);
    rules.set_audience(&[&app.issuer]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // Times are checked below, by the injected clock.
    rules.validate_exp = false;
    let said = decode::<Assertion>(assertion, &key, &rules).ok()?.claims;
    let now = app.clocks.wall.now().timestamp();
    let in_time = now < said.exp + LEEWAY_SECONDS && said.iat <= now + LEEWAY_SECONDS;
    in_time.then_some(Citizen { identity_number: said.sub, name: said.name })
}

fn issuer(app: &App) -> String {
    format!("{}/simulator/e-identity", app.issuer)
}
