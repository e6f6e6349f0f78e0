//! An officer who is a citizen too: nobody decides about the own dossier.

use motcua_contracts::ids::DossierId;
use motcua_intake::domain::OwnFee;
use motcua_kit::auth::Role;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, Office, UNIT, id_of, path};
use crate::payment::{at_counter, begin};

/// An account that is both, and a dossier that it handed in for itself.
async fn handed_in(office: &Office) -> (String, DossierId) {
    let both = [Role::Citizen, Role::IntakeOfficer];
    let token = office.rig.issuer.bearer(Uuid::now_v7(), &both, Some(UNIT));
    let id = id_of(&office.rig.command(DOSSIERS, &token, &office.submission("online")).await.expect(201));
    (token, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_does_not_decide_about_the_own_dossier() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (both, id) = handed_in(&office).await;
        let own_fee = OwnFee::id_of(id);
        let forbidden = |answer: Answer| assert_eq!(answer.expect(403)["code"], "forbidden");
        forbidden(office.accept(id, &both).await);
        forbidden(office.refuse(id, &both).await);
        forbidden(office.receive(id, &both).await);
        forbidden(at_counter(&office, id, own_fee, &both).await);
        office.accept(id, &office.officer()).await.expect(200);
        let correction = json!({"procedureId": office.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        forbidden(office.rig.command(&path(id, "/correction"), &both, &correction).await);
        forbidden(at_counter(&office, id, own_fee, &both).await);
        // As everybody else, the officer pays and takes back, and works on the dossiers of others.
        begin(&office, id, own_fee, &both).await.expect(201);
        let reason: Value = json!({"reason": "Không còn nhu cầu"});
        office.rig.command(&path(id, "/withdrawal"), &both, &reason).await.expect(200);
        office.accept(office.submitted().await, &both).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}
