//! A running service, its accounts, and dossiers with a decision.

use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::processing::ResultDecided;
use motcua_contracts::routing::JourneyCompleted;
use motcua_office::Role;
use motcua_results::domain::result_id;
use motcua_testkit::{Answer, Engine, TestService};
use serde_json::{Value, json};

pub const AGENCY: &str = "H35.05";

pub struct Fixture {
    pub service: TestService,
    pub clerk: String,
    pub return_officer: String,
}

impl Fixture {
    pub async fn start(engine: Engine) -> Self {
        let service = TestService::start::<motcua_results::Migrator, _, _>(
            engine,
            motcua_results::NAME,
            motcua_results::SUBSCRIBES_TO,
            motcua_results::build,
        )
        .await;
        let clerk = service.issuer.somebody(&[Role::Clerk], Some("H35.05.04"));
        let return_officer = service.issuer.somebody(&[Role::ResultOfficer], Some("H35.05.01"));
        Self { service, clerk, return_officer }
    }

    /// A dossier of the agency with a decision of the present business time.
    pub async fn decided(&self, agency: &str, number: u32) -> DossierId {
        let dossier = DossierId::mint();
        self.decide(dossier, agency, number, true).await;
        self.service.settle().await;
        dossier
    }

    pub async fn decide(&self, dossier: DossierId, agency: &str, number: u32, granted: bool) {
        let decided = ResultDecided {
            dossier_id: dossier.to_string(),
            code: format!("{agency}-220314-{number:04}"),
            agency: agency.to_owned(),
            granted,
            procedure_id: ProcedureId::mint().to_string(),
            ..Default::default()
        };
        self.service.publish(dossier.0, &decided).await;
    }

    pub async fn complete(&self, dossier: DossierId) {
        let completed = JourneyCompleted { dossier_id: dossier.to_string(), ..Default::default() };
        self.service.publish(dossier.0, &completed).await;
    }

    pub async fn issue(&self, dossier: DossierId) -> Answer {
        self.service.command(&path(dossier, "/issue"), &self.clerk, &json!({})).await
    }

    pub async fn hand_over(&self, dossier: DossierId, body: &Value) -> Answer {
        self.service.command(&path(dossier, "/return"), &self.return_officer, body).await
    }

    /// A dossier whose result can be handed over.
    pub async fn ready(&self, number: u32) -> DossierId {
        let dossier = self.decided(AGENCY, number).await;
        self.issue(dossier).await.expect(200);
        self.complete(dossier).await;
        self.service.settle().await;
        dossier
    }
}

pub fn path(dossier: DossierId, rest: &str) -> String {
    edition(dossier, 1, rest)
}

/// The path of the dossier's first document, second, and so on.
pub fn edition(dossier: DossierId, number: u32, rest: &str) -> String {
    format!("/v1/results/{}{rest}", result_id(dossier, number - 1))
}

pub fn recall() -> Value {
    json!({"reason": "Sai số thửa đất trên giấy phép"})
}

pub fn collected() -> Value {
    json!({"deliveryMethod": "counter", "collectedBy": {"name": "Lò Thị Mai", "identityNumber": "012300000017"}})
}
