//! Merges several OpenAPI documents; schemas with one name and different content are renamed.

use serde_json::{Map, Value};

use super::operations::METHODS;

/// The parts of several documents.
#[derive(Default)]
pub struct Merged {
    /// Path items.
    pub paths: Map<String, Value>,
    /// Components by kind.
    pub components: Map<String, Value>,
    /// Tags with their descriptions.
    pub tags: Vec<Value>,
}

/// Merges the documents of these services, given by name; the first one wins if two describe the same operation.
pub fn merge(documents: &[(&str, &Value)]) -> Merged {
    let mut merged = Merged::default();
    for (service, document) in documents {
        merged.add(service, (*document).clone());
    }
    merged.tags.sort_by(|one, other| tag_name(one).cmp(&tag_name(other)));
    merged
}

fn tag_name(tag: &Value) -> Option<&str> {
    tag.get("name").and_then(Value::as_str)
}

impl Merged {
    fn add(&mut self, service: &str, document: Value) {
        let mut document = self.with_clashes_renamed(service, document);
        let default_security = document.get("security").cloned();
        for (kind, parts) in take_object(&mut document, "components") {
            // The gateway describes the security schemes once for all services.
            if kind != "securitySchemes" {
                insert_missing(entry(&mut self.components, &kind), parts);
            }
        }
        for (path, item) in take_object(&mut document, "paths") {
            insert_missing(entry(&mut self.paths, &path), with_default_security(item, default_security.as_ref()));
        }
        if let Some(Value::Array(tags)) = document.get_mut("tags").map(Value::take) {
            for tag in tags {
                if !self.tags.iter().any(|known| tag_name(known) == tag_name(&tag)) {
                    self.tags.push(tag);
                }
            }
        }
    }

    /// The document with those schemas renamed whose name is taken by a different schema.
    fn with_clashes_renamed(&self, service: &str, mut document: Value) -> Value {
        // Renaming a schema changes the schemas that refer to it, which may then clash themselves.
        while let Some(name) = self.clashing_schema(&document) {
            let renamed = format!("{}{name}", capitalised(service));
            if let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
                && let Some(schema) = schemas.remove(&name)
            {
                schemas.insert(renamed.clone(), schema);
            }
            replace_reference(&mut document, &reference(&name), &reference(&renamed));
        }
        document
    }

    fn clashing_schema(&self, document: &Value) -> Option<String> {
        let known = self.components.get("schemas")?.as_object()?;
        let schemas = document.pointer("/components/schemas")?.as_object()?;
        let clash = schemas.iter().find(|(name, schema)| known.get(*name).is_some_and(|known| known != *schema));
        clash.map(|(name, _)| name.clone())
    }
}

fn reference(schema: &str) -> String {
    format!("#/components/schemas/{schema}")
}

fn capitalised(service: &str) -> String {
    let mut letters = service.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn replace_reference(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_reference(item, from, to)),
        Value::Object(members) => members.values_mut().for_each(|member| replace_reference(member, from, to)),
        _ => {}
    }
}

/// Copies the document's default security into the operations without their own.
fn with_default_security(mut item: Value, default_security: Option<&Value>) -> Value {
    if let (Some(default_security), Some(item)) = (default_security, item.as_object_mut()) {
        let operations = item.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str()));
        for operation in operations.filter_map(|(_, operation)| operation.as_object_mut()) {
            operation.entry("security").or_insert_with(|| default_security.clone());
        }
    }
    item
}

fn take_object(document: &mut Value, key: &str) -> Map<String, Value> {
    match document.get_mut(key).map(Value::take) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn entry<'m>(members: &'m mut Map<String, Value>, key: &str) -> &'m mut Value {
    members.entry(key).or_insert_with(|| Value::Object(Map::new()))
}

/// Inserts the members that are missing.
fn insert_missing(into: &mut Value, from: impl Into<Value>) {
    if let (Some(into), Value::Object(from)) = (into.as_object_mut(), from.into()) {
        for (key, value) in from {
            into.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn clashing_schemas_are_renamed_with_everything_that_refers_to_them() {
        let list = json!({"items": {"$ref": "#/components/schemas/Dossier"}});
        let document = |kind: &str, path: &str| {
            json!({"paths": {path: {"get": {"schema": {"$ref": "#/components/schemas/List"}}}},
                "components": {"schemas": {"Dossier": {"type": kind}, "List": list, "Same": {"type": "null"}}}})
        };
        let (intake, routing) = (document("object", "/a"), document("string", "/b"));
        let merged = merge(&[("intake", &intake), ("routing", &routing)]);
        let schemas = merged.components["schemas"].as_object().unwrap();
        let names: Vec<_> = schemas.keys().map(String::as_str).collect();
        assert_eq!(names, ["Dossier", "List", "RoutingDossier", "RoutingList", "Same"]);
        assert_eq!(schemas["RoutingList"]["items"]["$ref"], "#/components/schemas/RoutingDossier");
        assert_eq!(merged.paths["/b"]["get"]["schema"]["$ref"], "#/components/schemas/RoutingList");
        assert_eq!(merged.paths["/a"]["get"]["schema"]["$ref"], "#/components/schemas/List");
    }

    #[test]
    fn two_services_may_own_operations_of_one_path() {
        let one =
            json!({"security": [{"x": []}], "paths": {"/a": {"get": {}}}, "tags": [{"name": "b"}, {"name": "a"}]});
        let other = json!({"paths": {"/a": {"get": {"late": true}, "post": {}}}, "tags": [{"name": "a"}]});
        let merged = merge(&[("one", &one), ("other", &other)]);
        assert_eq!(merged.paths["/a"], json!({"get": {"security": [{"x": []}]}, "post": {}}));
        assert_eq!(merged.tags, [json!({"name": "a"}), json!({"name": "b"})]);
    }
}
