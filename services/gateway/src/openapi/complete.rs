//! What all operations have in common, written once: problems, headers, the way to sign in.

use motcua_kit::problem::{MEDIA_TYPE, Problem, Slug};
use serde_json::{Map, Value, json};

use super::{METHODS, is_protected};

/// Completes every operation of the merged document.
pub fn modify(document: &mut Value) {
    let mut used = Vec::new();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, item) in paths.iter_mut() {
            for method in METHODS {
                if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                    used.extend(complete(operation, method, path));
                }
            }
        }
    }
    used.sort_unstable();
    used.dedup();
    let components = document.get_mut("components").and_then(Value::as_object_mut);
    let Some(components) = components else { return };
    components.insert("securitySchemes".into(), security_schemes());
    components.insert("headers".into(), headers());
    let responses = used.into_iter().map(|status| (name(status), response(status)));
    let known = components.entry("responses").or_insert_with(|| json!({}));
    known.as_object_mut().into_iter().for_each(|known| known.extend(responses.clone()));
    if let Some(responses) = known.as_object_mut() {
        responses.values_mut().for_each(add_headers);
    }
}

/// Adds what is missing to one operation; answers the statuses of the problems it now refers to.
fn complete(operation: &mut Map<String, Value>, method: &str, path: &str) -> Vec<u16> {
    let protected = is_protected(&Value::Object(operation.clone()), None);
    let security = if protected { json!([{ "oauth2": [] }, { "bearer": [] }]) } else { json!([]) };
    operation.insert("security".into(), security);
    let statuses = statuses(operation, method, path, protected);
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    let Some(responses) = responses.as_object_mut() else { return Vec::new() };
    responses.values_mut().for_each(add_headers);
    let missing: Vec<u16> = statuses.into_iter().filter(|status| !responses.contains_key(&status.to_string())).collect();
    for status in &missing {
        responses.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{}", name(*status)) }));
    }
    missing
}

fn statuses(operation: &Map<String, Value>, method: &str, path: &str, protected: bool) -> Vec<u16> {
    let has_body = operation.contains_key("requestBody");
    let has_input = has_body || operation.contains_key("parameters");
    let mut statuses = vec![429, 500, 503, 504];
    if has_input {
        statuses.extend([400, 422]);
    }
    if protected {
        statuses.extend([401, 403]);
    }
    if path.contains('{') {
        statuses.push(404);
    }
    if method != "get" {
        statuses.push(409);
    }
    if has_body {
        statuses.extend([413, 415]);
    }
    statuses
}

fn name(status: u16) -> String {
    format!("Problem{status}")
}

/// The problems of one status.
fn response(status: u16) -> Value {
    let slugs: Vec<Slug> = Slug::ALL.into_iter().filter(|slug| slug.status().as_u16() == status).collect();
    let titles: Vec<_> = slugs.iter().map(|slug| format!("`{}`: {}", slug.code(), slug.title_en())).collect();
    let examples: Map<String, Value> =
        slugs.iter().map(|slug| (slug.code().to_owned(), json!({ "value": example(*slug) }))).collect();
    json!({
        "description": titles.join("; "),
        "content": { MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" }, "examples": examples } },
    })
}

fn example(slug: Slug) -> Problem {
    Problem { instance: Some("0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11".into()), ..Problem::new(slug) }
}

fn add_headers(response: &mut Value) {
    let Some(response) = response.as_object_mut().filter(|response| !response.contains_key("$ref")) else { return };
    let headers = response.entry("headers").or_insert_with(|| json!({}));
    if let Some(headers) = headers.as_object_mut() {
        for name in HEADERS.map(|(name, ..)| name) {
            headers.entry(name).or_insert_with(|| json!({ "$ref": format!("#/components/headers/{name}") }));
        }
    }
}

/// Headers of every answer.
const HEADERS: [(&str, &str, &str); 4] = [
    ("API-Version", "Full version of the API.", "0.1.0"),
    ("X-Request-Id", "Id of the request; problem documents repeat it as `instance`.", "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
    ("RateLimit", "Requests left at once, and seconds until all are there again (IETF draft).", "\"principal\";r=199;t=1"),
    ("RateLimit-Policy", "Requests allowed at once, and seconds in which they come back (IETF draft).", "\"principal\";q=200;w=4"),
];

fn headers() -> Value {
    let described = HEADERS.map(|(name, description, example)| {
        (name.to_owned(), json!({ "description": description, "schema": { "type": "string" }, "example": example }))
    });
    Value::Object(described.into_iter().collect())
}

fn security_schemes() -> Value {
    json!({
        "oauth2": {
            "type": "oauth2",
            "description": "Staff sign in with name and password, programs with id and secret.",
            "flows": {
                "password": { "tokenUrl": "/oauth/token", "refreshUrl": "/oauth/token", "scopes": {} },
                "clientCredentials": { "tokenUrl": "/oauth/token", "scopes": {} },
            },
        },
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An access token of `POST /oauth/token`.",
        },
    })
}
