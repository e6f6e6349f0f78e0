//! The published schema of a request body is the one it is checked against: all errors at once.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use jsonschema::error::{ValidationError, ValidationErrorKind};
use motcua_contracts::Text;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::problem::FieldError;

static VALIDATORS: LazyLock<Mutex<HashMap<TypeId, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// What breaks the schema of `T` in `document`, at most `most` errors.
///
/// # Errors
/// A description when the schema itself does not compile, which a test of each body rules out.
pub fn check<T: ToSchema + 'static>(document: &Value, most: usize) -> Result<Vec<FieldError>, String> {
    let validator = validator::<T>()?;
    Ok(validator.iter_errors(document).flat_map(|error| describe(&error, most)).take(most).collect())
}

fn validator<T: ToSchema + 'static>() -> Result<Arc<Validator>, String> {
    let mut known = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(validator) = known.get(&TypeId::of::<T>()) {
        return Ok(validator.clone());
    }
    let schema = document_of::<T>().map_err(|error| error.to_string())?;
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|error| format!("schema of {}: {error}", T::name()))?;
    let validator = Arc::new(validator);
    known.insert(TypeId::of::<T>(), validator.clone());
    Ok(validator)
}

fn document_of<T: ToSchema>() -> Result<Value, serde_json::Error> {
    let mut parts = Vec::new();
    T::schemas(&mut parts);
    let mut schemas = Map::new();
    for (name, schema) in parts {
        schemas.insert(name, serde_json::to_value(schema)?);
    }
    let mut document = serde_json::to_value(T::schema())?;
    if let Some(root) = document.as_object_mut() {
        root.insert("components".into(), json!({ "schemas": schemas }));
        // For a body without any field: only beside `properties` does the validator name what is too much.
        root.entry("properties").or_insert_with(|| json!({}));
    }
    Ok(document)
}

fn describe(error: &ValidationError<'_>, most: usize) -> Vec<FieldError> {
    let at = error.instance_path().as_str().to_owned();
    let one = |pointer: String, code: &str, message: Text| vec![FieldError { pointer, code: code.to_owned(), message }];
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .take(most)
            .flat_map(|name| {
                one(
                    format!("{at}/{}", escape(name)),
                    "unknown-field",
                    Text::fixed("Trường không được phép", "Unknown field"),
                )
            })
            .collect(),
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            one(format!("{at}/{}", escape(name)), "required", Text::fixed("Trường bắt buộc", "Required field"))
        }
        ValidationErrorKind::Type { .. } => one(
            at,
            "type",
            Text::new(format!("Sai kiểu dữ liệu: {}", masked(error)), format!("Wrong type: {}", masked(error))),
        ),
        ValidationErrorKind::Enum { options } => one(
            at,
            "value",
            Text::new(format!("Giá trị phải là một trong: {options}"), format!("Must be one of: {options}")),
        ),
        ValidationErrorKind::Pattern { pattern } => {
            one(at, "pattern", Text::new(format!("Không đúng dạng: {pattern}"), format!("Does not match: {pattern}")))
        }
        ValidationErrorKind::Format { format } => {
            one(at, "format", Text::new(format!("Không đúng dạng {format}"), format!("Not a {format}")))
        }
        ValidationErrorKind::MinLength { limit } => {
            one(at, "too-short", Text::new(format!("Ít nhất {limit} ký tự"), format!("At least {limit} characters")))
        }
        ValidationErrorKind::MaxLength { limit } => {
            one(at, "too-long", Text::new(format!("Nhiều nhất {limit} ký tự"), format!("At most {limit} characters")))
        }
        ValidationErrorKind::Minimum { limit } => {
            one(at, "too-small", Text::new(format!("Ít nhất {limit}"), format!("At least {limit}")))
        }
        ValidationErrorKind::Maximum { limit } => {
            one(at, "too-large", Text::new(format!("Nhiều nhất {limit}"), format!("At most {limit}")))
        }
        ValidationErrorKind::MinItems { limit } => {
            one(at, "too-few", Text::new(format!("Ít nhất {limit} mục"), format!("At least {limit} items")))
        }
        ValidationErrorKind::MaxItems { limit } => {
            one(at, "too-many", Text::new(format!("Nhiều nhất {limit} mục"), format!("At most {limit} items")))
        }
        _ => one(at, "rule", Text::new(masked(error), masked(error))),
    }
}

/// The message without the offending value, which may be personal.
fn masked(error: &ValidationError<'_>) -> String {
    error.masked().to_string()
}

/// A name as a part of a JSON Pointer (RFC 6901). One that is longer than any of ours is cut: the answer must not grow with
/// what was sent.
pub(super) fn escape(name: &str) -> String {
    const LONGEST: usize = 128;
    let name: String = name.chars().take(LONGEST).collect();
    name.replace('~', "~0").replace('/', "~1")
}
