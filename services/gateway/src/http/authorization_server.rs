//! What clients may expect of the token endpoints (RFC 8414).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;

const CACHE: [(HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"))];

/// Metadata of the authorization server.
#[derive(Serialize, ToSchema)]
pub struct AuthorizationServer {
    /// The issuer that tokens name.
    issuer: String,
    /// Where tokens are requested.
    token_endpoint: String,
    /// Where tokens are revoked.
    revocation_endpoint: String,
    /// Where the verification keys are.
    jwks_uri: String,
    /// Where the reference is.
    service_documentation: String,
    /// The grants there are.
    grant_types_supported: Vec<&'static str>,
    /// There is no authorization endpoint, so none.
    response_types_supported: Vec<&'static str>,
    /// How clients authenticate.
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    /// How clients authenticate when they revoke: not at all, the token is proof enough.
    revocation_endpoint_auth_methods_supported: Vec<&'static str>,
    /// Languages of the pages.
    ui_locales_supported: Vec<&'static str>,
}

/// Shows the metadata of the authorization server
#[utoipa::path(get, path = "/.well-known/oauth-authorization-server", operation_id = "getAuthorizationServer", tag = "sign-in",
    responses((status = 200, description = "The metadata.", body = AuthorizationServer)))]
pub async fn get_authorization_server(
    State(app): State<App>,
) -> ([(HeaderName, HeaderValue); 1], Json<AuthorizationServer>) {
    let at = |path: &str| format!("{}{path}", app.issuer);
    let mut grants = vec!["password", "client_credentials", "refresh_token"];
    if app.e_identity {
        grants.push("urn:ietf:params:oauth:grant-type:jwt-bearer");
    }
    let metadata = AuthorizationServer {
        issuer: app.issuer.to_string(),
        token_endpoint: at("/oauth/token"),
        revocation_endpoint: at("/oauth/revoke"),
        jwks_uri: at("/.well-known/jwks.json"),
        service_documentation: at("/docs"),
        grant_types_supported: grants,
        response_types_supported: Vec::new(),
        token_endpoint_auth_methods_supported: vec!["none", "client_secret_basic", "client_secret_post"],
        revocation_endpoint_auth_methods_supported: vec!["none"],
        ui_locales_supported: vec!["vi", "en"],
    };
    (CACHE, Json(metadata))
}
