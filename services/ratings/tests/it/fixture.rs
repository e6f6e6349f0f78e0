//! Fixture for the tests: a running service, a kiosk, citizens, and dossiers that were accepted and returned.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierAccepted;
use motcua_contracts::lookup;
use motcua_contracts::results::ResultReturned;
use motcua_office::Role;
use motcua_testkit::service::LOOKUP_KEY;
use motcua_testkit::{Answer, Engine, TestService};
use serde_json::Value;
use uuid::Uuid;

pub const SECRET: &str = "7K0Q1XYZ";

pub struct Fixture {
    pub service: TestService,
    pub kiosk: String,
    pub applicant: Uuid,
}

impl Fixture {
    pub async fn start(engine: Engine) -> Self {
        let service = TestService::start::<motcua_ratings::Migrator, _, _>(
            engine,
            motcua_ratings::NAME,
            motcua_ratings::SUBSCRIBES_TO,
            motcua_ratings::build,
        )
        .await;
        let kiosk = service.issuer.somebody(&[Role::Kiosk], Some("H35.00.01"));
        Self { service, kiosk, applicant: Uuid::now_v7() }
    }

    pub fn citizen(&self, account: Uuid) -> String {
        self.service.issuer.bearer(account, &[Role::Citizen], None)
    }

    /// A dossier of the agency, accepted now; by the applicant's account, or at the counter.
    pub async fn accept(&self, dossier: DossierId, agency: &str, number: u32, online: bool) {
        let code = code(agency, number);
        let accepted = DossierAccepted {
            dossier_id: dossier.to_string(),
            lookup_mac: lookup::mac(LOOKUP_KEY, &code, SECRET).into(),
            code,
            agency: agency.to_owned(),
            applicant_account: if online { self.applicant.to_string() } else { String::new() },
            ..Default::default()
        };
        self.service.publish(dossier.0, &accepted).await;
    }

    pub async fn hand_over(&self, dossier: DossierId) {
        let returned = ResultReturned { dossier_id: dossier.to_string(), ..Default::default() };
        self.service.publish(dossier.0, &returned).await;
    }

    /// A dossier whose result was returned now.
    pub async fn returned(&self, agency: &str, number: u32, online: bool) -> DossierId {
        let dossier = DossierId::mint();
        self.accept(dossier, agency, number, online).await;
        self.hand_over(dossier).await;
        self.service.settle().await;
        dossier
    }

    pub async fn rate(&self, token: &str, body: &Value) -> Answer {
        self.service.command("/v1/ratings", token, body).await
    }
}

pub fn code(agency: &str, number: u32) -> String {
    format!("{agency}-220314-{number:04}")
}
