//! Fixture for the tests: a running catalogue with an editor and an approver.

use axum::body::Body;
use axum::http::{Request, header};
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Answer, Engine, TestService};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bodies;

/// The service and the tokens of its users.
pub struct Fixture {
    /// The service.
    pub service: TestService,
    /// Drafts.
    pub editor: String,
    /// Publishes.
    pub approver: String,
    /// May do both, but not with the same version.
    pub both: String,
}

impl Fixture {
    /// Starts it without entries.
    pub async fn start(engine: Engine) -> Self {
        let (name, producers) = (motcua_catalogue::NAME, motcua_catalogue::SUBSCRIBES_TO);
        let service =
            TestService::start::<motcua_catalogue::Migrator, _, _>(engine, name, producers, motcua_catalogue::build)
                .await;
        let token = |roles: &[Role]| service.issuer.bearer(Uuid::now_v7(), roles, None);
        let (editor, approver) = (token(&[Role::CatalogueEditor]), token(&[Role::CatalogueApprover]));
        let both = token(&[Role::CatalogueEditor, Role::CatalogueApprover]);
        Self { service, editor, approver, both }
    }

    /// Starts it with the agency that procedures name.
    pub async fn with_agency(engine: Engine) -> Self {
        let fixture = Self::start(engine).await;
        fixture.edit("/v1/agencies", &bodies::agency()).await.expect(201);
        fixture
    }

    /// Sends a command of the editor.
    pub async fn edit(&self, path: &str, body: &Value) -> Answer {
        self.service.command(path, &self.editor, body).await
    }

    /// Replaces an agency as the editor, who has just read it.
    pub async fn replace_agency(&self, body: &Value) -> Answer {
        let read = self.read(&format!("/v1/agencies/{}", text(&body["code"]))).await;
        self.service.command_if("/v1/agencies", &self.editor, read.header("etag"), body).await
    }

    /// The request of the editor to put an agency that does not exist yet.
    pub fn put_if_absent(&self, body: &Value) -> Request<Body> {
        Request::post("/v1/agencies")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.editor))
            .header(header::IF_NONE_MATCH, "*")
            .header("idempotency-key", key())
            .body(Body::from(body.to_string()))
            .expect("a request")
    }

    /// Publishes, as the approver.
    pub async fn publish(&self, path: &str) -> Answer {
        self.service.command(path, &self.approver, &json!({})).await
    }

    /// Reads without a token.
    pub async fn read(&self, path: &str) -> Answer {
        self.service.get(path, "").await
    }

    /// Reads as the editor.
    pub async fn read_as_editor(&self, path: &str) -> Answer {
        self.service.get(path, &self.editor).await
    }

    /// Drafts and publishes a procedure; returns its id.
    pub async fn procedure(&self, body: &Value) -> String {
        let drafted = self.edit("/v1/procedures", body).await.expect(201);
        let id = text(&drafted["id"]);
        self.publish(&publication("procedures", &id, &drafted["version"])).await.expect(200);
        id
    }
}

/// The path on which a version is published.
pub fn publication(kind: &str, key: &str, version: &Value) -> String {
    format!("/v1/{kind}/{key}/versions/{version}/publication")
}

/// A text of a response.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
