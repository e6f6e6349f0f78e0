//! Officers do not decide about their own dossiers.

use motcua_contracts::ids::DossierId;
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, UNIT, id_of, path};
use crate::payment::{at_counter, start};

/// An account that is both, and a dossier that it handed in for itself.
async fn handed_in(fixture: &Fixture) -> (String, DossierId) {
    let both = [Role::Citizen, Role::IntakeOfficer];
    let token = fixture.service.issuer.bearer(Uuid::now_v7(), &both, Some(UNIT));
    let mut own = fixture.submission("online");
    own["onBehalf"] = json!(false);
    let id = id_of(&fixture.service.command(DOSSIERS, &token, &own).await.expect(201));
    (token, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_citizen_and_officer_states_for_whom_it_hands_in() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let submit = async |token: &str, channel: &str, on_behalf: Option<bool>| {
        let mut body = fixture.submission(channel);
        if let Some(on_behalf) = on_behalf {
            body["onBehalf"] = json!(on_behalf);
        }
        fixture.service.command(DOSSIERS, token, &body).await
    };
    let both = fixture.service.issuer.bearer(Uuid::now_v7(), &[Role::Citizen, Role::IntakeOfficer], Some(UNIT));
    assert_eq!(submit(&both, "online", None).await.wrong_fields(), ["/onBehalf"]);
    // Only what is handed in for the account itself is the account's own.
    for (on_behalf, is_own, helped_by) in [(false, true, Value::Null), (true, false, json!(UNIT))] {
        let id = id_of(&submit(&both, "online", Some(on_behalf)).await.expect(201));
        assert_eq!(fixture.read(id).await["organisations"]["helpedBy"], helped_by);
        let accepted = fixture.accept(id, &both).await.status.as_u16();
        assert_eq!(accepted, if is_own { 403 } else { 200 });
    }
    submit(&fixture.citizen(), "online", Some(true)).await.expect(403);
    submit(&fixture.officer(), "online", Some(false)).await.expect(403);
    assert_eq!(submit(&fixture.officer(), "counter", Some(false)).await.wrong_fields(), ["/onBehalf"]);
    submit(&both, "counter", None).await.expect(201);
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
