//! Maps method and path to the service that owns the operation.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::Value;

use super::openapi::operations::{Operation, operations};

/// Where an operation is forwarded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Index of the service.
    pub upstream: usize,
    /// Whether the operation requires an access token.
    pub is_protected: bool,
}

/// The result of looking a request up.
#[derive(Debug, PartialEq, Eq)]
pub enum Match {
    /// The operation exists.
    Route(Route),
    /// The path exists, but only with these methods.
    OtherMethods(Vec<Method>),
    /// The path does not exist.
    None,
}

type Methods = Vec<(Method, Route)>;

/// All operations of all services.
pub struct RouteTable {
    paths: matchit::Router<Methods>,
}

impl RouteTable {
    /// The table of these documents, each with the index of its service; the first one wins.
    pub fn new(documents: &[(usize, &Value)]) -> Self {
        let mut by_path: BTreeMap<String, Methods> = BTreeMap::new();
        for (upstream, document) in documents {
            for Operation { method, path, is_protected } in operations(document) {
                let methods = by_path.entry(with_positional_parameters(&path)).or_default();
                if methods.iter().any(|(known, _)| *known == method) {
                    tracing::warn!(%method, path, "two services describe the same operation");
                    continue;
                }
                methods.push((method, Route { upstream: *upstream, is_protected }));
            }
        }
        let mut paths = matchit::Router::new();
        for (path, methods) in by_path {
            if let Err(error) = paths.insert(&path, methods) {
                tracing::warn!(path, error = %error, "described path cannot be matched");
            }
        }
        Self { paths }
    }

    /// Looks a request up; HEAD falls back to GET.
    pub fn find(&self, method: &Method, path: &str) -> Match {
        let Ok(entry) = self.paths.at(path) else { return Match::None };
        let of = |method: &Method| entry.value.iter().find(|(known, _)| known == method).map(|(_, route)| *route);
        let route = of(method).or_else(|| if method == Method::HEAD { of(&Method::GET) } else { None });
        route.map_or_else(
            || Match::OtherMethods(entry.value.iter().map(|(method, _)| method.clone()).collect()),
            Match::Route,
        )
    }
}

/// The template with its parameters named by position: two services may name the same parameter differently.
fn with_positional_parameters(template: &str) -> String {
    let segments = template.split('/').enumerate().map(|(position, segment)| match segment {
        parameter if parameter.starts_with('{') && parameter.ends_with('}') => format!("{{p{position}}}"),
        literal => literal.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_operation_selects_the_service_not_the_path_prefix() {
        let intake = json!({"paths": {
            "/v1/dossiers": {"get": {}, "post": {"security": [{"bearer": []}]}},
            "/v1/dossiers/{id}": {"get": {"security": [{"bearer": []}]}}}});
        let routing = json!({"paths": {
            "/v1/dossiers/{dossierId}/due-date": {"get": {"security": []}},
            "/v1/dossiers/urgent": {"get": {}}}});
        let table = RouteTable::new(&[(0, &intake), (3, &routing)]);
        let route = |upstream, is_protected| Match::Route(Route { upstream, is_protected });
        assert_eq!(table.find(&Method::GET, "/v1/dossiers"), route(0, false));
        assert_eq!(table.find(&Method::HEAD, "/v1/dossiers/7"), route(0, true));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/7/due-date"), route(3, false));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/urgent"), route(3, false));
        assert_eq!(table.find(&Method::PUT, "/v1/dossiers/7"), Match::OtherMethods(vec![Method::GET]));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/7/"), Match::None);
    }
}
