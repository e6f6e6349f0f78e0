//! The OpenAPI document of the whole API.

use serde_json::{Value, json};

use super::complete::complete;
use super::merge::{Merged, merge};

const INTRODUCTION: &str = "Nền tảng mở cho Trung tâm Phục vụ hành chính công cấp tỉnh: thủ tục, tiếp nhận, luân chuyển, \
xử lý, trả kết quả, đánh giá và báo cáo.\n\nThe open platform of a Vietnamese provincial public administrative service \
centre: procedures, intake, routing, processing, results, ratings and reports.\n\n\
- Sign in at `POST /oauth/token` and send `Authorization: Bearer …`.\n\
- Every POST that creates or decides needs an `Idempotency-Key`; a retry with the same key returns the stored response.\n\
- Every error is a problem document (RFC 9457) whose `type` leads to a page under `/problems`.\n\
- Lists are paged with `cursor`; unknown parameters and fields are rejected; responses may gain fields.";

/// Merges the documents of these services, given by name, and completes every operation.
pub fn merged_document(documents: &[(&str, &Value)]) -> Value {
    let Merged { paths, components, tags } = merge(documents);
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
    complete(&mut document);
    document
}
