//! Which service an operation belongs to.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::Value;

use crate::openapi::{Operation, operations};

/// Where a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Index of the service.
    pub upstream: usize,
    /// Whether it needs an access token.
    pub protected: bool,
}

/// What the table says of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The operation.
    Operation(Route),
    /// The path exists, with these methods only.
    OtherMethods(Vec<Method>),
    /// There is no such path.
    Nothing,
}

type Methods = Vec<(Method, Route)>;

/// All operations of all services.
pub struct Table {
    paths: matchit::Router<Methods>,
}

impl Table {
    /// The table of these descriptions, each with the index of its service; the first one wins.
    pub fn new(described: &[(usize, &Value)]) -> Self {
        let mut by_path: BTreeMap<String, Methods> = BTreeMap::new();
        for (upstream, document) in described {
            for Operation { method, path, protected } in operations(document) {
                let methods = by_path.entry(uniform(&path)).or_default();
                if methods.iter().any(|(known, _)| *known == method) {
                    tracing::warn!(%method, path, "two services describe the same operation");
                    continue;
                }
                methods.push((method, Route { upstream: *upstream, protected }));
            }
        }
        let mut paths = matchit::Router::new();
        for (path, methods) in by_path {
            if let Err(error) = paths.insert(&path, methods) {
                tracing::warn!(path, error = %error, "a described path cannot be matched");
            }
        }
        Self { paths }
    }

    /// Where a request goes.
    pub fn find(&self, method: &Method, path: &str) -> Found {
        let Ok(at) = self.paths.at(path) else { return Found::Nothing };
        let of = |wanted: &Method| at.value.iter().find(|(known, _)| known == wanted).map(|(_, route)| *route);
        let route = of(method).or_else(|| if method == Method::HEAD { of(&Method::GET) } else { None });
        route.map_or_else(
            || Found::OtherMethods(at.value.iter().map(|(method, _)| method.clone()).collect()),
            Found::Operation,
        )
    }
}

/// The template with its parameters named by place: two services may name the same one differently.
fn uniform(path: &str) -> String {
    let segments = path.split('/').enumerate().map(|(place, segment)| match segment {
        parameter if parameter.starts_with('{') && parameter.ends_with('}') => format!("{{p{place}}}"),
        fixed => fixed.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_operation_decides_not_the_prefix() {
        let intake = json!({"paths": {
            "/v1/dossiers": {"get": {}, "post": {"security": [{"bearer": []}]}},
            "/v1/dossiers/{id}": {"get": {"security": [{"bearer": []}]}}}});
        let routing = json!({"paths": {
            "/v1/dossiers/{dossierId}/due-date": {"get": {"security": []}},
            "/v1/dossiers/urgent": {"get": {}}}});
        let table = Table::new(&[(0, &intake), (3, &routing)]);
        let route = |upstream, protected| Found::Operation(Route { upstream, protected });
        assert_eq!(table.find(&Method::GET, "/v1/dossiers"), route(0, false));
        assert_eq!(table.find(&Method::HEAD, "/v1/dossiers/7"), route(0, true));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/7/due-date"), route(3, false));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/urgent"), route(3, false));
        assert_eq!(table.find(&Method::PUT, "/v1/dossiers/7"), Found::OtherMethods(vec![Method::GET]));
        assert_eq!(table.find(&Method::GET, "/v1/dossiers/7/"), Found::Nothing);
    }
}
