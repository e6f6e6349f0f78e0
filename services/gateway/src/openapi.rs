//! The description of the whole API, merged from the services' own.

mod complete;
mod merge;

use axum::http::Method;
use serde_json::{Value, json};

/// The keys of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation that a service describes.
pub struct Operation {
    /// Its method.
    pub method: Method,
    /// Its path template.
    pub path: String,
    /// Whether it needs an access token.
    pub protected: bool,
}

/// The operations that a document describes.
pub fn operations(document: &Value) -> Vec<Operation> {
    let everywhere = document.get("security");
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |name| {
                let operation = item.get(name)?;
                let method = name.to_uppercase().parse().ok()?;
                Some(Operation { method, path: path.clone(), protected: is_protected(operation, everywhere) })
            })
        })
        .collect()
}

/// Whether an operation demands a security scheme: itself, or by the document's default.
fn is_protected(operation: &Value, everywhere: Option<&Value>) -> bool {
    let demands = operation.get("security").or(everywhere).and_then(Value::as_array);
    demands.is_some_and(|any_of| {
        !any_of.is_empty() && any_of.iter().all(|demand| demand.as_object().is_some_and(|schemes| !schemes.is_empty()))
    })
}

/// The description of these services together.
pub fn describe(parts: &[(&str, &Value)]) -> Value {
    let merge::Merged { paths, components, tags } = merge::merge(parts);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Một Cửa API",
            "version": motcua_kit::http::API_VERSION,
            "description": INTRODUCTION,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": tags,
        "paths": paths,
        "components": components,
    });
    complete::modify(&mut document);
    document
}

const INTRODUCTION: &str = "Nền tảng mở cho Trung tâm Phục vụ hành chính công cấp tỉnh: thủ tục, tiếp nhận, luân chuyển, \
xử lý, trả kết quả, đánh giá và báo cáo.\n\nThe open platform of a Vietnamese provincial public administrative service \
centre: procedures, intake, routing, processing, results, ratings and reports.\n\n\
- Sign in at `POST /oauth/token` and send `Authorization: Bearer …`.\n\
- Every POST that creates or decides carries an `Idempotency-Key`; a repeat with the same key acts once.\n\
- Every error is a problem document (RFC 9457) whose `type` leads to a page under `/problems`.\n\
- Lists go on with `cursor`; unknown parameters and fields are refused; answers may gain fields.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_protected_by_itself_or_by_default() {
        let is = |security: Value, everywhere: Value| {
            let document =
                json!({"security": everywhere, "paths": {"/a": {"get": {"security": security}, "summary": "s"}}});
            operations(&document)[0].protected
        };
        assert!(is(json!([{"bearer": []}]), json!([])));
        assert!(!is(json!([]), json!([{"bearer": []}])));
        assert!(!is(json!([{}, {"bearer": []}]), json!([])));
        let by_default = json!({"security": [{"bearer": []}], "paths": {"/a": {"get": {}}}});
        assert!(operations(&by_default)[0].protected);
    }
}
