//! The merged OpenAPI document.

use axum::Router;
use serde_json::{Value, json};

use crate::fixture::{Fixture, settings};
use crate::forwarding::{local, operation};

async fn merged() -> (Fixture, Value) {
    let intake = local("intake", Router::new(), &json!({"/v1/dossiers": {"get": operation("listDossiers")}}));
    let routing =
        local("routing", Router::new(), &json!({"/v1/dossiers/{id}/due-date": {"get": operation("getDueDate")}}));
    let gateway = Fixture::with(settings(), vec![intake, routing]).await;
    let response = gateway.get("/v1/openapi.json", None).await;
    assert_eq!(response.header("access-control-allow-origin"), "*");
    assert_eq!(response.header("content-type"), "application/json");
    (gateway, response.body)
}

#[tokio::test]
async fn the_openapi_document_contains_the_operations_of_all_services() {
    let (gateway, document) = merged().await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["license"]["identifier"], "Apache-2.0");
    for path in ["/v1/dossiers", "/v1/dossiers/{id}/due-date", "/v1/accounts", "/oauth/token", "/simulator/e-identity"]
    {
        assert!(document["paths"][path].is_object(), "{path}");
    }
    assert_eq!(gateway.get("/v1/accounts", None).await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn every_operation_documents_errors_headers_and_security() {
    let (_house, document) = merged().await;
    let paths = document["paths"].as_object().unwrap();
    let operations: Vec<_> = paths.values().flat_map(|item| item.as_object().unwrap().values()).collect();
    assert!(operations.len() >= 11, "{}", operations.len());
    for operation in operations {
        assert!(operation["operationId"].is_string() && operation["security"].is_array(), "{operation}");
        for status in ["429", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{status} of {operation}");
        }
        for response in operation["responses"].as_object().unwrap().values() {
            let known = response["$ref"].as_str().is_none_or(|name| document.pointer(&name[1..]).is_some());
            assert!(known, "{response}");
            assert!(response["$ref"].is_string() || response["headers"]["API-Version"].is_object(), "{response}");
            assert!(
                response["$ref"].is_string() || !response["description"].as_str().unwrap().is_empty(),
                "{response}"
            );
        }
    }
    assert!(document["components"]["schemas"]["Problem"].is_object());
    assert_eq!(document["paths"]["/v1/me"]["get"]["security"], json!([{"oauth2": ["account:read"]}, {"bearer": []}]));
    let scopes = &document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"];
    assert_eq!(scopes["accounts:write"], "Change accounts");
    assert_eq!(document["paths"]["/v1/dossiers"]["get"]["security"], json!([]));
}

#[tokio::test]
async fn every_reference_resolves() {
    fn check(value: &Value, document: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(name) = members.get("$ref").and_then(Value::as_str) {
                    assert!(document.pointer(&name[1..]).is_some(), "{name}");
                }
                members.values().for_each(|member| check(member, document));
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, document)),
            _ => {}
        }
    }
    let (_house, document) = merged().await;
    check(&document, &document);
}
