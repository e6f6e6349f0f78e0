//! Metadata of the authorization server (RFC 8414).

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
    /// Issuer (`iss`) of the tokens.
    issuer: String,
    /// URL of the token endpoint.
    token_endpoint: String,
    /// URL of the revocation endpoint.
    revocation_endpoint: String,
    /// URL of the verification keys.
    jwks_uri: String,
    /// URL of the API reference.
    service_documentation: String,
    /// Supported grant types.
    grant_types_supported: Vec<&'static str>,
    /// Empty: there is no authorization endpoint.
    response_types_supported: Vec<&'static str>,
    /// How clients authenticate at the token endpoint.
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    /// How clients authenticate at the revocation endpoint: not at all, because they possess the token.
    revocation_endpoint_auth_methods_supported: Vec<&'static str>,
    /// Languages of the pages.
    ui_locales_supported: Vec<&'static str>,
}

/// Returns the metadata of the authorization server
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
