//! The keys that verify access tokens, as a JWK set (RFC 7517).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use motcua_kit::auth::PublishedKeys;
use serde_json::Value;

use crate::app::App;

const CACHE: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=1"))];

/// Returns the verification keys
///
/// The member `motcua_revoked` names by their hash the sign-ins and accounts whose tokens ended before their time.
#[utoipa::path(get, path = "/.well-known/jwks.json", operation_id = "getVerificationKeys", tag = "sign-in",
    responses((status = 200, description = "The public keys, as a JWK set.", body = Object,
        example = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}))))]
pub async fn get_verification_keys(State(app): State<App>) -> ([(HeaderName, HeaderValue); 1], Json<Value>) {
    let published = PublishedKeys { set: app.keys.jwks.clone(), revoked: app.verification_keys.revoked() };
    (CACHE, Json(serde_json::to_value(published).unwrap_or_default()))
}
