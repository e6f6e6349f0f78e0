//! The resources that every service gets at its start.

use axum::extract::FromRef;
use motcua_kit::auth::Verifier;
use motcua_kit::{Clocks, Db};

/// Database, clocks and token verifier of a service.
#[derive(Clone)]
pub struct Resources {
    /// Its own database.
    pub db: Db,
    /// Wall and business clock.
    pub clocks: Clocks,
    /// Verifies access tokens.
    pub verifier: Verifier,
}

impl AsRef<Self> for Resources {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl FromRef<Resources> for Verifier {
    fn from_ref(resources: &Resources) -> Self {
        resources.verifier.clone()
    }
}
