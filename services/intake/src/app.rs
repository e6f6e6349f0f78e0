//! The state of intake, its name and its subscriptions.

use axum::extract::FromRef;
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::config::Secret;
use motcua_messaging::Resources;
use motcua_office::AccessScope;
use motcua_payments::OnlineCheckout;
use motcua_worktime::local_date;
use sea_orm::DbErr;

/// The service's name, also as a producer.
pub const NAME: &str = "intake";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["catalogue", "processing"];

/// The state of the service.
#[derive(Clone)]
pub struct App {
    /// Database, clocks and verifier.
    pub resources: Resources,
    /// Key of the MAC of code and lookup secret.
    pub lookup_key: Secret,
    /// The payment platform, where there is one.
    pub online: Option<OnlineCheckout>,
}

impl App {
    /// The agencies that an actor acts for today.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn access_scope(&self, actor: &Actor) -> Result<AccessScope, DbErr> {
        let today = local_date(self.resources.clocks.business.now());
        AccessScope::on(self.resources.db.read(), actor, today).await
    }
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
