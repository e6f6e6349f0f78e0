//! A running catalogue with an editor and an approver.

use motcua_kit::auth::Role;
use motcua_testkit::{Answer, Engine, Rig};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bodies;

/// The service and the people around it.
pub struct Stage {
    /// The service.
    pub rig: Rig,
    /// Who drafts.
    pub editor: String,
    /// Who publishes.
    pub approver: String,
    /// Somebody who may do both, but not to the same version.
    pub both: String,
}

impl Stage {
    /// Starts it, empty.
    pub async fn open(engine: Engine) -> Self {
        let (name, hears) = (motcua_catalogue::NAME, motcua_catalogue::HEARS);
        let rig = Rig::start::<motcua_catalogue::Migrator, _, _>(engine, name, hears, motcua_catalogue::build).await;
        let token = |roles: &[Role]| rig.issuer.bearer(Uuid::now_v7(), roles, None);
        let (editor, approver) = (token(&[Role::CatalogueEditor]), token(&[Role::CatalogueApprover]));
        let both = token(&[Role::CatalogueEditor, Role::CatalogueApprover]);
        Self { rig, editor, approver, both }
    }

    /// Starts it with the one agency that procedures name.
    pub async fn with_agency(engine: Engine) -> Self {
        let stage = Self::open(engine).await;
        stage.edit("/v1/agencies", &bodies::agency()).await.expect(201);
        stage
    }

    /// A command of the editor.
    pub async fn edit(&self, path: &str, body: &Value) -> Answer {
        self.rig.command(path, &self.editor, body).await
    }

    /// Publishes, as the approver.
    pub async fn publish(&self, path: &str) -> Answer {
        self.rig.command(path, &self.approver, &json!({})).await
    }

    /// Reads without signing in.
    pub async fn read(&self, path: &str) -> Answer {
        self.rig.get(path, "").await
    }

    /// Reads as the editor.
    pub async fn look(&self, path: &str) -> Answer {
        self.rig.get(path, &self.editor).await
    }

    /// Drafts and publishes a procedure; answers its id.
    pub async fn procedure(&self, body: &Value) -> String {
        let drafted = self.edit("/v1/procedures", body).await.expect(201);
        let id = text(&drafted["id"]);
        self.publish(&publication("procedures", &id, &drafted["version"])).await.expect(200);
        id
    }
}

/// Where a version is published.
pub fn publication(kind: &str, key: &str, version: &Value) -> String {
    format!("/v1/{kind}/{key}/versions/{version}/publication")
}

/// A text of an answer.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
