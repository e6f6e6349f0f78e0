//! Officers do not decide about their own dossiers.

use motcua_contracts::ids::DossierId;
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, UNIT, id_of, path};
use crate::payment::{at_counter, start};

/// An account that is both, and a dossier that it handed in for itself.
async fn handed_in(fixture: &Fixture) -> (String, DossierId) {
    let both = [Role::Citizen, Role::IntakeOfficer];
    let token = fixture.service.issuer.bearer(Uuid::now_v7(), &both, Some(UNIT));
    let id = id_of(&fixture.service.command(DOSSIERS, &token, &fixture.submission("online")).await.expect(201));
    (token, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_does_not_decide_about_their_own_dossier() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (both, id) = handed_in(&fixture).await;
        let own_fee = ProcedureFee::id_of(id);
        let forbidden = |answer: Answer| assert_eq!(answer.expect(403)["code"], "forbidden");
        forbidden(fixture.accept(id, &both).await);
        forbidden(fixture.refuse(id, &both).await);
        forbidden(fixture.receive(id, &both).await);
        forbidden(at_counter(&fixture, id, own_fee, &both).await);
        fixture.accept(id, &fixture.officer()).await.expect(200);
        let correction = json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        forbidden(fixture.service.command(&path(id, "/correction"), &both, &correction).await);
        forbidden(at_counter(&fixture, id, own_fee, &both).await);
        // As everybody else, the officer pays and takes back, and works on the dossiers of others.
        start(&fixture, id, own_fee, &both).await.expect(201);
        let reason: Value = json!({"reason": "Không còn nhu cầu"});
        fixture.service.command(&path(id, "/withdrawal"), &both, &reason).await.expect(200);
        fixture.accept(fixture.submitted().await, &both).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}
