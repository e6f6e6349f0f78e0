//! Reads the published schema of a catalogue file, made from the types that an import is checked against.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::Problem;
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::CatalogueDocument;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/schema+json");

static SCHEMA: LazyLock<Result<String, String>> = LazyLock::new(|| {
    let schema = schema().map_err(|error| error.to_string())?;
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").map_err(|error| error.to_string())
});

/// Read the JSON Schema (2020-12) of the files that export and import exchange, for editors and for checking
/// beforehand.
#[utoipa::path(get, path = "/v1/catalogue/files/schema", operation_id = "getCatalogueFileSchema", tag = "catalogue",
    responses((status = 200, description = "The schema; it holds for JSON and YAML", content(
        (Value = "application/schema+json")))))]
pub async fn get_catalogue_file_schema() -> Result<Response, Problem> {
    let schema = SCHEMA.as_ref().map_err(|error| Problem::internal(error))?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE)], schema.as_str()).into_response())
}

fn schema() -> Result<Value, serde_json::Error> {
    let mut parts = Vec::new();
    CatalogueDocument::schemas(&mut parts);
    parts.sort_by(|one, other| one.0.cmp(&other.0));
    let mut definitions = Map::new();
    for (name, part) in parts {
        definitions.insert(name, standalone(serde_json::to_value(part)?));
    }
    let mut document = Map::new();
    document.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("title".into(), json!("Một Cửa: catalogue file"));
    if let Value::Object(root) = standalone(serde_json::to_value(CatalogueDocument::schema())?) {
        document.extend(root);
    }
    document.insert("$defs".into(), definitions.into());
    Ok(document.into())
}

/// The schema outside an OpenAPI document: references lead to `$defs`, and `example` is called `examples`. No type of
/// the catalogue has a field of either name.
fn standalone(schema: Value) -> Value {
    match schema {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match (name.as_str(), value) {
                ("$ref", Value::String(place)) => (name, place.replace("#/components/schemas/", "#/$defs/").into()),
                ("example", value) => ("examples".to_owned(), json!([value])),
                (_, value) => (name, standalone(value)),
            })
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(standalone).collect(),
        other => other,
    }
}
