//! The API reference at `/docs`: Swagger UI, embedded in this binary; it loads nothing from other hosts.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use motcua_kit::problem::Problem;
use utoipa_swagger_ui::{Config, serve};

/// Swagger UI uses inline styles and `data:` icons.
const POLICY: &str =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    // Without the last setting Swagger UI sends the document to a public validator.
    Arc::new(Config::new(["/v1/openapi.json"]).deep_linking(true).try_it_out_enabled(true).validator_url("none"))
});

/// The routes of the API reference.
pub fn routes() -> Router {
    Router::new()
        .route("/docs", get(|| async { Redirect::permanent("/docs/") }))
        .route("/docs/", get(|| async { file("index.html") }))
        .route("/docs/{*file}", get(|Path(name): Path<String>| async move { file(&name) }))
}

fn file(name: &str) -> Response {
    let file = match serve(name, CONFIG.clone()) {
        Ok(Some(file)) => file,
        Ok(None) => return Problem::not_found().into_response(),
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let mut response = file.bytes.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    if let Ok(kind) = HeaderValue::try_from(file.content_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}
