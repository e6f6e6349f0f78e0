//! Putting the gateway together in two steps: its keys first, because the services behind it verify with them.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use bytes::Bytes;
use motcua_kit::auth::{KeySet, SignError, Verifier};
use motcua_kit::clock::Clocks;
use motcua_kit::config::{EIdentity, Settings};
use motcua_kit::db::Db;
use motcua_kit::http::Api;
use motcua_kit::lifecycle::Background;
use sea_orm::DbErr;

use crate::accounts;
use crate::app::App;
use crate::door::{self, Door};
use crate::forward::{self, Forwarder, Upstream};
use crate::headers;
use crate::housekeeping;
use crate::http;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::passwords::{PasswordError, Passwords};
use crate::tries::Tries;

/// Why the gateway could not be opened.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant says what failed")]
pub enum OpenError {
    #[error("database: {0}")]
    Db(#[from] DbErr),
    #[error(transparent)]
    Key(#[from] SignError),
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("the signing keys could not be read or made")]
    NoKey,
    #[error("the first administrator could not be created")]
    NoAdministrator,
}

/// The gateway with its keys and accounts, before it knows the services behind it.
pub struct Identity {
    /// The keys that access tokens are verified with.
    pub keys: KeySet,
    app: App,
    limits: Limits,
    first_admin_password: Option<String>,
    pages: Router,
}

/// The gateway, ready to be served.
pub struct Gateway {
    /// Everything public; complete with its layers.
    pub router: Router,
    /// The keys that access tokens are verified with.
    pub keys: KeySet,
    /// The password of the first administrator, when it was made up just now. To be shown once and never logged.
    pub first_admin_password: Option<String>,
    /// What runs beside the requests.
    pub background: Vec<Background>,
    /// Its database, for the readiness probe.
    pub db: Db,
    forwarder: Arc<Forwarder>,
}

/// Opens the gateway on its migrated database. At the first start it makes the keys and the first administrator.
///
/// # Errors
/// When the database cannot be used.
pub async fn open(settings: &Settings, db: Db, clocks: Clocks) -> Result<Identity, OpenError> {
    let keys = KeySet::default();
    let own = Keys::open(&db, clocks.wall.now()).await?;
    keys.replace(&own.published);
    let app = App {
        db,
        verifier: Verifier::new(keys.clone(), &settings.issuer, clocks.wall.clone()),
        clocks,
        keys: Arc::new(own),
        passwords: Passwords::new(settings.password_memory_kib)?,
        tries: Tries::new(),
        issuer: settings.issuer.as_str().into(),
        access_token_seconds: settings.access_token_seconds,
        refresh_token_seconds: settings.refresh_token_seconds,
        e_identity: settings.e_identity == EIdentity::Simulated,
    };
    let first_admin_password = accounts::first_administrator(&app, &settings.admin_password).await?;
    Ok(Identity { keys, app, limits: Limits::new(settings), first_admin_password, pages: Router::new() })
}

impl Identity {
    /// Serves these pages beside the API, for instance the portal's in the all-in-one binary. They pass the same
    /// door: rate limits, request ids, safety headers. They must have no fallback.
    #[must_use]
    pub fn with_pages(mut self, pages: Router) -> Self {
        self.pages = self.pages.merge(pages);
        self
    }

    /// The gateway in front of these services.
    pub fn serve(self, upstreams: Vec<Upstream>) -> Gateway {
        let Self { keys, app, limits, first_admin_password, pages } = self;
        let (db, limits) = (app.db.clone(), Arc::new(limits));
        let has_remotes = upstreams.iter().any(|upstream| matches!(upstream, Upstream::Remote { .. }));
        let Api { router, openapi } = http::own(app.clone());
        let own = Upstream::Local { name: "gateway".to_owned(), router, openapi };
        let forwarder = Arc::new(Forwarder::new(std::iter::once(own).chain(upstreams).collect()));
        let mut background = vec![housekeeping(app.clone(), limits.clone())];
        if has_remotes {
            let forwarder = forwarder.clone();
            background.push(Background::new("gateway descriptions", move |stop| forward::follow(forwarder, stop)));
        }
        let door = Door { verifier: app.verifier, limits };
        let inside = http::around(forwarder.clone()).merge(pages).layer(from_fn_with_state(door, door::enter));
        let router = motcua_kit::http::layers(inside).layer(from_fn(headers::safety));
        Gateway { router, keys, first_admin_password, background, db, forwarder }
    }
}

fn housekeeping(app: App, limits: Arc<Limits>) -> Background {
    Background::new("gateway housekeeping", move |stop| housekeeping::tidy(app, limits, stop))
}

impl Gateway {
    /// The description of the whole API as far as the services are known, OpenAPI 3.1 in JSON.
    pub fn description(&self) -> Bytes {
        self.forwarder.description()
    }
}
