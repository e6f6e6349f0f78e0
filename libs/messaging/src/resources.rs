//! The resources that every service gets at its start.

use axum::extract::FromRef;
use motcua_kit::access::AccessControl;
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

impl From<&Resources> for AccessControl {
    fn from(resources: &Resources) -> Self {
        let Resources { db, clocks, verifier } = resources.clone();
        Self { verifier, db, wall: clocks.wall }
    }
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
