//! The services, and a snapshot of the operations that they described so far.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use bytes::Bytes;
use motcua_kit::http::BODY_LIMIT;
use serde_json::Value;

use super::openapi::document::merged_document;
use super::remote::{self, Remote};
use super::route_table::RouteTable;
use super::upstream::Upstream;

/// Where requests to a service are sent.
pub enum Target {
    /// To a router in this process.
    Local(Router),
    /// To another process.
    Remote(Remote),
}

/// All services. Their order is their index in the route table.
pub struct Forwarder {
    pub(super) names: Vec<String>,
    pub(super) targets: Vec<Target>,
    documents: Mutex<Vec<Option<Arc<Value>>>>,
    snapshot: RwLock<Arc<Snapshot>>,
}

/// The operations of all services described so far.
pub struct Snapshot {
    /// Maps operations to services.
    pub routes: RouteTable,
    /// Whether every service has been described.
    pub is_complete: bool,
    /// The merged OpenAPI document, as JSON.
    openapi: Bytes,
}

impl Forwarder {
    /// Forwards to these services; the first one wins if two describe the same operation.
    pub fn new(upstreams: Vec<Upstream>) -> Self {
        let client = remote::client();
        let (mut names, mut targets, mut documents) = (Vec::new(), Vec::new(), Vec::new());
        for upstream in upstreams {
            let (name, target, document) = match upstream {
                Upstream::Local { name, router, openapi } => {
                    // The outer layers set their limit in the request extensions, which are cleared before forwarding.
                    let router = router.layer(DefaultBodyLimit::max(BODY_LIMIT));
                    (name, Target::Local(router), serde_json::to_value(openapi).ok())
                }
                Upstream::Remote { name, url } => (name, Target::Remote(Remote::new(client.clone(), url)), None),
            };
            names.push(name);
            targets.push(target);
            documents.push(document.map(Arc::new));
        }
        let snapshot = RwLock::new(Arc::new(Snapshot::new(&names, &documents)));
        Self { names, targets, documents: Mutex::new(documents), snapshot }
    }

    /// The merged OpenAPI document of all services, as JSON.
    pub fn openapi(&self) -> Bytes {
        self.snapshot().openapi.clone()
    }

    /// The current snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stores the OpenAPI document of a service and rebuilds the snapshot if the document changed.
    pub(super) fn set_document(&self, index: usize, document: Value) {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        if documents[index].as_deref() == Some(&document) {
            return;
        }
        documents[index] = Some(Arc::new(document));
        let snapshot = Arc::new(Snapshot::new(&self.names, &documents));
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        tracing::info!(upstream = self.names[index], "operations updated");
    }
}

impl Snapshot {
    fn new(names: &[String], documents: &[Option<Arc<Value>>]) -> Self {
        let described: Vec<_> =
            documents.iter().enumerate().filter_map(|(index, document)| Some((index, document.as_deref()?))).collect();
        let named: Vec<_> = described.iter().map(|(index, document)| (names[*index].as_str(), *document)).collect();
        Self {
            routes: RouteTable::new(&described),
            is_complete: described.len() == documents.len(),
            openapi: merged_document(&named).to_string().into(),
        }
    }
}
