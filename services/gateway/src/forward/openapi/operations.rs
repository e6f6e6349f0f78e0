//! The operations of an OpenAPI document.

use axum::http::Method;
use serde_json::Value;

/// The members of a path item that are operations.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation that a document describes.
pub struct Operation {
    /// HTTP method.
    pub method: Method,
    /// Path template.
    pub path: String,
    /// Whether it requires an access token.
    pub is_protected: bool,
}

/// All operations of a document.
pub fn operations(document: &Value) -> Vec<Operation> {
    let default_security = document.get("security");
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |name| {
                let operation = item.get(name)?;
                let method = name.to_uppercase().parse().ok()?;
                let is_protected = is_protected(operation, default_security);
                Some(Operation { method, path: path.clone(), is_protected })
            })
        })
        .collect()
}

/// Whether an operation requires a security scheme, by itself or by the document's default.
pub fn is_protected(operation: &Value, default_security: Option<&Value>) -> bool {
    let security = operation.get("security").or(default_security).and_then(Value::as_array);
    security.is_some_and(|alternatives| {
        // An empty alternative makes authentication optional.
        !alternatives.is_empty()
            && alternatives.iter().all(|schemes| schemes.as_object().is_some_and(|schemes| !schemes.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn operations_are_protected_by_themselves_or_by_default() {
        let is = |security: Value, default: Value| {
            let document =
                json!({"security": default, "paths": {"/a": {"get": {"security": security}, "summary": "s"}}});
            operations(&document)[0].is_protected
        };
        assert!(is(json!([{"bearer": []}]), json!([])));
        assert!(!is(json!([]), json!([{"bearer": []}])));
        assert!(!is(json!([{}, {"bearer": []}]), json!([])));
        let by_default = json!({"security": [{"bearer": []}], "paths": {"/a": {"get": {}}}});
        assert!(operations(&by_default)[0].is_protected);
    }
}
