//! The state of reporting, its name and its subscriptions.

use axum::extract::FromRef;
use motcua_kit::attempts::AttemptLimiter;
use motcua_kit::auth::Verifier;
use motcua_kit::config::Secret;
use motcua_messaging::Resources;

use crate::figures_cache::FiguresCache;

/// The service's name.
pub const NAME: &str = "reporting";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["catalogue", "intake", "routing", "processing", "results", "ratings"];

/// The state of the service.
#[derive(Clone)]
pub struct App {
    /// Database, clocks and verifier.
    pub resources: Resources,
    /// Key of the MAC of code and lookup secret.
    pub lookup_key: Secret,
    /// The public figures of the last second.
    pub figures: FiguresCache,
    /// Limits failed lookups per code.
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
