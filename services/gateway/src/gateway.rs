//! Assembles the gateway in two steps: first its keys, because the services behind it verify tokens with them, then the
//! router in front of those services.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use bytes::Bytes;
use motcua_kit::attempts::AttemptLimiter;
use motcua_kit::auth::{KeySet, Verifier};
use motcua_kit::clock::Clocks;
use motcua_kit::config::{EIdentity, Settings};
use motcua_kit::db::Db;
use motcua_kit::http::Api;
use motcua_kit::lifecycle::Background;
use motcua_kit::trusted_proxies::TrustedProxies;
use motcua_messaging::Resources;

use crate::app::App;
use crate::cleanup::cleanup_task;
use crate::error::OpenError;
use crate::forward::forwarder::Forwarder;
use crate::forward::headers::drop_trace_context;
use crate::forward::polling::poll_documents;
use crate::forward::upstream::Upstream;
use crate::http::{self, security_headers};
use crate::identity::first_administrator::create_first_administrator;
use crate::identity::passwords::Passwords;
use crate::limits::auth_and_rate_limit::{self, AuthAndRateLimit};
use crate::limits::rate_limits::RateLimits;
use crate::store;
use crate::tokens::grants::password::MAX_FAILURES;
use crate::tokens::keys::Keys;
use crate::tokens::revocation;

/// The gateway with its keys and accounts, before the services behind it are known.
pub struct GatewayBuilder {
    /// The keys that verify access tokens.
    pub keys: KeySet,
    app: App,
    limits: RateLimits,
    proxies: TrustedProxies,
    first_admin_password: Option<String>,
    pages: Router,
}

/// The gateway, ready to be served.
pub struct Gateway {
    /// All public routes, with their layers.
    pub router: Router,
    /// The keys that verify access tokens.
    pub keys: KeySet,
    /// The password of the first administrator if it was generated at this start. Show it once, never log it.
    pub first_admin_password: Option<String>,
    /// Tasks to run while the router is served.
    pub background: Vec<Background>,
    /// The gateway's database, for the readiness probe.
    pub db: Db,
    forwarder: Arc<Forwarder>,
}

/// Opens the gateway on its migrated database. Creates keys and the first administrator at the first start.
///
/// # Errors
/// When the database cannot be used, or keys or the administrator cannot be created.
pub async fn open(settings: &Settings, db: Db, clocks: Clocks) -> Result<GatewayBuilder, OpenError> {
    let verification_keys = KeySet::default();
    let keys = Keys::load_or_create(&db, clocks.wall.now()).await?;
    verification_keys.replace(&keys.jwks);
    // Before the first request: what was revoked stays revoked after a restart.
    let since = revocation::since(clocks.wall.now(), settings.access_token_seconds);
    verification_keys.revoke(store::list_revocations(db.read(), since).await?);
    let attempts = AttemptLimiter::new(MAX_FAILURES, db.clone(), clocks.wall.clone());
    let app = App {
        resources: Resources {
            db,
            verifier: Verifier::new(verification_keys.clone(), &settings.issuer, clocks.wall.clone()),
            clocks,
        },
        keys: Arc::new(keys),
        verification_keys: verification_keys.clone(),
        passwords: Passwords::new(settings.password_memory_kib)?,
        attempts,
        issuer: settings.issuer.as_str().into(),
        access_token_seconds: settings.access_token_seconds,
        refresh_token_seconds: settings.refresh_token_seconds,
        e_identity: settings.e_identity == EIdentity::Simulated,
    };
    let first_admin_password = create_first_administrator(&app, &settings.admin_password).await?;
    let (limits, pages, proxies) = (RateLimits::new(settings), Router::new(), settings.trusted_proxies.clone());
    Ok(GatewayBuilder { keys: verification_keys, app, limits, proxies, first_admin_password, pages })
}

impl GatewayBuilder {
    /// Adds pages to the API, for instance the portal's in the all-in-one binary. They get the same rate limits,
    /// request ids and security headers, and must have no fallback.
    #[must_use]
    pub fn with_pages(mut self, pages: Router) -> Self {
        self.pages = self.pages.merge(pages);
        self
    }

    /// Builds the gateway in front of these services.
    pub fn serve(self, upstreams: Vec<Upstream>) -> Gateway {
        let Self { keys, app, limits, proxies, first_admin_password, pages } = self;
        let (db, limits) = (app.resources.db.clone(), Arc::new(limits));
        let has_remotes = upstreams.iter().any(|upstream| matches!(upstream, Upstream::Remote { .. }));
        let Api { router, openapi } = http::operations(app.clone());
        let own = Upstream::Local { name: "gateway".to_owned(), router, openapi };
        let forwarder = Arc::new(Forwarder::new(std::iter::once(own).chain(upstreams).collect()));
        let mut background = vec![
            cleanup(app.resources.clone(), limits.clone()),
            revocations(app.clone()),
            database_failure(db.clone()),
        ];
        if has_remotes {
            background.push(polling(forwarder.clone()));
        }
        let state = AuthAndRateLimit { verifier: app.resources.verifier, limits, proxies };
        let routes = http::routes(forwarder.clone()).merge(pages);
        let routes = routes.layer(from_fn_with_state(state, auth_and_rate_limit::middleware));
        let router = motcua_kit::http::layers(routes).layer(from_fn(security_headers::middleware));
        let router = router.layer(map_request(drop_trace_context));
        Gateway { router, keys, first_admin_password, background, db, forwarder }
    }
}

fn cleanup(resources: Resources, limits: Arc<RateLimits>) -> Background {
    Background::new("gateway cleanup", move |stop| cleanup_task(resources, limits, stop))
}

fn revocations(app: App) -> Background {
    Background::new("gateway revocations", move |stop| revocation::follow(app, stop))
}

/// Ends, and with it the process, when the database can no longer be written durably.
fn database_failure(db: Db) -> Background {
    Background::new("gateway database", move |stop| async move {
        tokio::select! { () = db.failed() => {}, () = stop.cancelled() => {} }
    })
}

fn polling(forwarder: Arc<Forwarder>) -> Background {
    Background::new("gateway polling of OpenAPI documents", move |stop| poll_documents(forwarder, stop))
}

impl Gateway {
    /// The OpenAPI 3.1 document of the whole API, as JSON, as far as the services have been described.
    pub fn description(&self) -> Bytes {
        self.forwarder.openapi()
    }
}
