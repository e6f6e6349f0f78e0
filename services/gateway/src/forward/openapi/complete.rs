//! Adds to every operation what all have in common: error responses, headers and security.

use std::collections::BTreeSet;

use motcua_kit::http::Language;
use motcua_kit::problem::{MEDIA_TYPE, Problem, ProblemDocument, Slug};
use serde_json::{Map, Value, json};

use super::operations::{METHODS, is_protected};

/// Completes every operation of the merged document and adds the components they refer to.
pub fn complete(document: &mut Value) {
    let mut references = References::default();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, item) in paths.iter_mut() {
            for method in METHODS {
                if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                    references.complete(operation, method, path);
                }
            }
        }
    }
    let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) else { return };
    components.insert("securitySchemes".into(), security_schemes(&references.scopes));
    components.insert("headers".into(), headers());
    if let Some(responses) = components.entry("responses").or_insert_with(|| json!({})).as_object_mut() {
        let problems = references.problem_statuses.into_iter();
        responses.extend(problems.map(|status| (component_name(status), problem_response(status))));
        responses.values_mut().for_each(add_headers);
    }
}

/// The components that operations refer to.
#[derive(Default)]
struct References {
    problem_statuses: BTreeSet<u16>,
    scopes: BTreeSet<String>,
}

impl References {
    /// Adds security, headers and error responses to one operation, unless it has its own.
    fn complete(&mut self, operation: &mut Map<String, Value>, method: &str, path: &str) {
        let protected = is_protected(&Value::Object(operation.clone()), None);
        let scopes = scopes(operation);
        let security = if protected { json!([{ "oauth2": scopes }, { "bearer": [] }]) } else { json!([]) };
        self.scopes.extend(scopes);
        operation.insert("security".into(), security);
        let statuses = problem_statuses(operation, method, path, protected);
        let responses = operation.entry("responses").or_insert_with(|| json!({}));
        let Some(responses) = responses.as_object_mut() else { return };
        responses.values_mut().for_each(add_headers);
        for status in statuses {
            responses.entry(status.to_string()).or_insert_with(|| {
                self.problem_statuses.insert(status);
                json!({ "$ref": format!("#/components/responses/{}", component_name(status)) })
            });
        }
    }
}

/// The scopes that an operation requires, whatever the scheme is called.
fn scopes(operation: &Map<String, Value>) -> BTreeSet<String> {
    let security = operation.get("security").and_then(Value::as_array).into_iter().flatten();
    let schemes = security.filter_map(Value::as_object).flat_map(Map::values);
    schemes.filter_map(Value::as_array).flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The statuses of the problems that an operation may answer with.
fn problem_statuses(operation: &Map<String, Value>, method: &str, path: &str, protected: bool) -> Vec<u16> {
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

fn component_name(status: u16) -> String {
    format!("Problem{status}")
}

/// The response with all problems of one status.
fn problem_response(status: u16) -> Value {
    let slugs: Vec<Slug> = Slug::ALL.into_iter().filter(|slug| slug.status().as_u16() == status).collect();
    let titles: Vec<_> = slugs.iter().map(|slug| format!("`{}`: {}", slug.code(), slug.title().en)).collect();
    let examples: Map<String, Value> =
        slugs.iter().map(|slug| (slug.code().to_owned(), json!({ "value": example(*slug) }))).collect();
    json!({
        "description": titles.join("; "),
        "content": { MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" }, "examples": examples } },
    })
}

fn example(slug: Slug) -> ProblemDocument {
    let instance = Some("0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11".to_owned());
    ProblemDocument { instance, ..Problem::new(slug).document(Language::Vi) }
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

/// Headers of every response: name, description, example.
const HEADERS: [(&str, &str, &str); 4] = [
    ("API-Version", "Full version of the API.", "0.1.0"),
    (
        "X-Request-Id",
        "Id of the request, also `instance` of problem documents.",
        "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11",
    ),
    (
        "RateLimit",
        "Remaining requests of the burst, and seconds until the burst is complete again (IETF draft).",
        "\"principal\";r=199;t=1",
    ),
    (
        "RateLimit-Policy",
        "Size of the burst, and seconds in which it is restored (IETF draft).",
        "\"principal\";q=200;w=4",
    ),
];

fn headers() -> Value {
    let described = HEADERS.map(|(name, description, example)| {
        (name.to_owned(), json!({ "description": description, "schema": { "type": "string" }, "example": example }))
    });
    Value::Object(described.into_iter().collect())
}

fn security_schemes(scopes: &BTreeSet<String>) -> Value {
    let scopes: Map<String, Value> =
        scopes.iter().map(|scope| (scope.clone(), scope_description(scope).into())).collect();
    json!({
        "oauth2": {
            "type": "oauth2",
            "description": "Staff sign in with username and password, programs with id and secret.",
            "flows": {
                "password": { "tokenUrl": "/oauth/token", "refreshUrl": "/oauth/token", "scopes": scopes },
                "clientCredentials": { "tokenUrl": "/oauth/token", "scopes": scopes },
            },
        },
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An access token from `POST /oauth/token`.",
        },
    })
}

/// `dossiers:read` as a phrase.
fn scope_description(scope: &str) -> String {
    match scope.split_once(':') {
        Some((resources, "read")) => format!("Read {resources}"),
        Some((resources, "write")) => format!("Change {resources}"),
        _ => scope.to_owned(),
    }
}
