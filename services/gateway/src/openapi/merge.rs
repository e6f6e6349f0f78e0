//! Putting several descriptions together; schemas of one name and different content are told apart.

use serde_json::{Map, Value};

use super::METHODS;

/// What several documents describe together.
#[derive(Default)]
pub struct Merged {
    /// Path items.
    pub paths: Map<String, Value>,
    /// Components by kind.
    pub components: Map<String, Value>,
    /// Tags with their descriptions.
    pub tags: Vec<Value>,
}

/// Merges the documents of these services; the first one wins where two describe the same operation.
pub fn merge(parts: &[(&str, &Value)]) -> Merged {
    let mut merged = Merged::default();
    for (name, document) in parts {
        merged.add(name, (*document).clone());
    }
    merged.tags.sort_by(|one, other| tag_name(one).cmp(&tag_name(other)));
    merged
}

fn tag_name(tag: &Value) -> Option<&str> {
    tag.get("name").and_then(Value::as_str)
}

impl Merged {
    fn add(&mut self, service: &str, document: Value) {
        let mut document = self.told_apart(service, document);
        let everywhere = document.get("security").cloned();
        for (kind, parts) in take_object(&mut document, "components") {
            // There is one way to sign in, described once for all.
            if kind != "securitySchemes" {
                fill(entry(&mut self.components, &kind), parts);
            }
        }
        for (path, item) in take_object(&mut document, "paths") {
            fill(entry(&mut self.paths, &path), with_security(item, everywhere.as_ref()));
        }
        if let Some(Value::Array(tags)) = document.get_mut("tags").map(Value::take) {
            for tag in tags {
                if !self.tags.iter().any(|known| tag_name(known) == tag_name(&tag)) {
                    self.tags.push(tag);
                }
            }
        }
    }

    /// The document with those schemas renamed that mean something else under the same name here.
    fn told_apart(&self, service: &str, mut document: Value) -> Value {
        // A renamed schema changes those that refer to it, which may then differ in turn.
        while let Some(name) = self.clash(&document) {
            let renamed = format!("{}{name}", capitalised(service));
            if let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
                && let Some(schema) = schemas.remove(&name)
            {
                schemas.insert(renamed.clone(), schema);
            }
            refer(&mut document, &reference(&name), &reference(&renamed));
        }
        document
    }

    fn clash(&self, document: &Value) -> Option<String> {
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

fn refer(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, from, to)),
        Value::Object(members) => members.values_mut().for_each(|member| refer(member, from, to)),
        _ => {}
    }
}

/// Writes the document's default security into the operations that say nothing themselves.
fn with_security(mut item: Value, everywhere: Option<&Value>) -> Value {
    if let (Some(everywhere), Some(item)) = (everywhere, item.as_object_mut()) {
        let operations = item.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str()));
        for operation in operations.filter_map(|(_, operation)| operation.as_object_mut()) {
            operation.entry("security").or_insert_with(|| everywhere.clone());
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

/// Adds the members that are not there yet.
fn fill(into: &mut Value, from: impl Into<Value>) {
    if let (Some(into), Value::Object(from)) = (into.as_object_mut(), from.into()) {
        for (key, value) in from {
            into.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_name_with_two_meanings_is_told_apart_all_the_way_up() {
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
    fn operations_of_one_path_may_come_from_two_services() {
        let one =
            json!({"security": [{"x": []}], "paths": {"/a": {"get": {}}}, "tags": [{"name": "b"}, {"name": "a"}]});
        let other = json!({"paths": {"/a": {"get": {"late": true}, "post": {}}}, "tags": [{"name": "a"}]});
        let merged = merge(&[("one", &one), ("other", &other)]);
        assert_eq!(merged.paths["/a"], json!({"get": {"security": [{"x": []}]}, "post": {}}));
        assert_eq!(merged.tags, [json!({"name": "a"}), json!({"name": "b"})]);
    }
}
