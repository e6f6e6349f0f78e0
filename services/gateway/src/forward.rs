//! Forwarding by operation: method and path decide, as the services' own descriptions say, never a path prefix.

mod descriptions;
mod remote;
mod table;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Extension, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use motcua_kit::http::BODY_LIMIT;
use motcua_kit::problem::{Problem, Slug};
use serde_json::Value;
use tower::ServiceExt;
use utoipa::openapi::OpenApi;

use crate::door::Caller;
use crate::headers::{strip_hop_by_hop, strip_pretences};
use crate::openapi;
pub use descriptions::follow;
use remote::Remote;
use table::{Found, Table};

/// A service behind the gateway.
#[expect(clippy::large_enum_variant, reason = "a handful of them, once, at the start")]
pub enum Upstream {
    /// In this process.
    Local {
        /// Its name.
        name: String,
        /// Its operations, without the kit's layers: the gateway has them once for all.
        router: Router,
        /// Their description.
        openapi: OpenApi,
    },
    /// In another process, which describes itself at `/openapi.json`.
    Remote {
        /// Its name.
        name: String,
        /// Its address, for instance `http://intake:8080`.
        url: String,
    },
}

/// A list of upstreams that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("MOTCUA_UPSTREAMS: {0:?} is not name=url")]
pub struct ParseError(String);

impl Upstream {
    /// Reads `name=url,name=url`.
    ///
    /// # Errors
    /// For an entry without name or address.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, ParseError> {
        let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(|entry| Self::parse(entry).ok_or_else(|| ParseError(entry.to_owned()))).collect()
    }

    fn parse(entry: &str) -> Option<Self> {
        let (name, url) = entry.split_once('=')?;
        let url = url.trim_end_matches('/');
        let sound = !name.is_empty()
            && url.parse::<axum::http::Uri>().is_ok_and(|url| url.scheme_str() == Some("http") && url.host().is_some());
        sound.then(|| Self::Remote { name: name.to_owned(), url: url.to_owned() })
    }
}

enum Target {
    Local(Router),
    Remote(Remote),
}

/// Passes requests on to the services.
pub struct Forwarder {
    names: Vec<String>,
    targets: Vec<Target>,
    known: Mutex<Vec<Option<Arc<Value>>>>,
    current: RwLock<Arc<Current>>,
}

/// What is known of the services at this moment.
struct Current {
    table: Table,
    /// The merged description, as it is served.
    description: Bytes,
    /// Whether every service has described itself.
    complete: bool,
}

impl Forwarder {
    /// Forwards to these services; the earlier ones win where two describe the same operation.
    pub fn new(upstreams: Vec<Upstream>) -> Self {
        let client = remote::client();
        let (mut names, mut targets, mut known) = (Vec::new(), Vec::new(), Vec::new());
        for upstream in upstreams {
            let (name, target, description) = match upstream {
                Upstream::Local { name, router, openapi } => {
                    // The limit of the outer layers travels in the extensions, which end at the door.
                    let router = router.layer(DefaultBodyLimit::max(BODY_LIMIT));
                    (name, Target::Local(router), serde_json::to_value(openapi).ok())
                }
                Upstream::Remote { name, url } => (name, Target::Remote(Remote::new(client.clone(), url)), None),
            };
            names.push(name);
            targets.push(target);
            known.push(description.map(Arc::new));
        }
        let current = RwLock::new(Arc::new(current(&names, &known)));
        Self { names, targets, known: Mutex::new(known), current }
    }

    /// The merged description of all services, as JSON.
    pub fn description(&self) -> Bytes {
        self.current().description.clone()
    }

    fn current(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A service described itself.
    fn learn(&self, index: usize, description: Value) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known[index].as_deref() == Some(&description) {
            return;
        }
        known[index] = Some(Arc::new(description));
        let learnt = Arc::new(current(&self.names, &known));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = learnt;
        tracing::info!(upstream = self.names[index], "operations known");
    }
}

fn current(names: &[String], known: &[Option<Arc<Value>>]) -> Current {
    let described: Vec<_> =
        known.iter().enumerate().filter_map(|(index, known)| Some((index, known.as_deref()?))).collect();
    let parts: Vec<_> = described.iter().map(|(index, document)| (names[*index].as_str(), *document)).collect();
    Current {
        table: Table::new(&described),
        description: openapi::describe(&parts).to_string().into(),
        complete: described.len() == known.len(),
    }
}

/// Passes a request on to the service whose operation it is.
pub async fn forward(
    State(forwarder): State<Arc<Forwarder>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let current = forwarder.current();
    let operation = match current.table.find(request.method(), request.uri().path()) {
        Found::Operation(operation) => operation,
        Found::OtherMethods(methods) => return not_allowed(&methods),
        Found::Nothing if current.complete => return Problem::not_found().into_response(),
        Found::Nothing => return Problem::new(Slug::Unavailable).into_response(),
    };
    if operation.protected && !caller.signed_in {
        return Problem::new(Slug::Unauthenticated).into_response();
    }
    let request = cleaned(request, caller);
    match &forwarder.targets[operation.upstream] {
        Target::Local(router) => router.clone().oneshot(request).await.unwrap_or_else(|never| match never {}),
        Target::Remote(remote) => remote.send(request).await,
    }
}

/// The request without what is only ours: route parameters and extensions of the gateway's own router included.
fn cleaned(request: Request, caller: Caller) -> Request<Body> {
    let (mut parts, body) = request.into_parts();
    strip_hop_by_hop(&mut parts.headers);
    strip_pretences(&mut parts.headers);
    parts.extensions.clear();
    parts.extensions.insert(caller);
    Request::from_parts(parts, body)
}

fn not_allowed(methods: &[Method]) -> Response {
    let mut response = Problem::new(Slug::MethodNotAllowed).into_response();
    let list = methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    if let Ok(allow) = HeaderValue::try_from(list) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_upstreams_is_read_whole_or_refused() {
        let list = Upstream::parse_list("intake=http://intake:8080/, routing=http://routing:8080").unwrap();
        let read: Vec<_> = list
            .iter()
            .map(|upstream| match upstream {
                Upstream::Remote { name, url } => (name.as_str(), url.as_str()),
                Upstream::Local { .. } => ("", ""),
            })
            .collect();
        assert_eq!(read, [("intake", "http://intake:8080"), ("routing", "http://routing:8080")]);
        assert!(Upstream::parse_list("").unwrap().is_empty());
        for wrong in ["intake", "=http://intake", "intake=", "intake=intake:8080", "intake=https://intake"] {
            assert!(Upstream::parse_list(wrong).is_err(), "{wrong}");
        }
    }
}
