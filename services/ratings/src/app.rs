//! The state of ratings, its name and its subscriptions.

use axum::extract::FromRef;
use motcua_kit::attempts::AttemptLimiter;
use motcua_kit::auth::Verifier;
use motcua_kit::config::Secret;
use motcua_messaging::Resources;

/// The service's name, also as a producer.
pub const NAME: &str = "ratings";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["intake", "results"];

/// The state of the service.
#[derive(Clone)]
pub struct App {
    /// Database, clocks and verifier.
    pub resources: Resources,
    /// Key of the MAC of code and lookup secret.
    pub lookup_key: Secret,
    /// Limits wrong lookup secrets per code.
    pub attempts: AttemptLimiter,
}

impl AsRef<Resources> for App {
    fn as_ref(&self) -> &Resources {
        &self.resources
    }
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.resources.verifier.clone()
    }
}
