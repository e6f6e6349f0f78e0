//! Refusing to accept, and steps that the status does not allow.

use motcua_contracts::intake::DossierRefused;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::office::{Office, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_why() {
    let office = Office::open(Engine::Sqlite).await;
    let (id, officer) = (office.submitted().await, office.officer());
    for body in [json!({}), json!({"reason": ""}), json!({"reason": null}), json!({"reason": "x".repeat(1001)})] {
        let answer = office.rig.command(&path(id, "/refusal"), &officer, &body).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/reason".to_owned()]), "{body}");
    }
    office.refuse(id, &office.staff(Role::DeptHead)).await.expect(403);
    assert_eq!(office.read(id).await["status"], 1);
    let refused = office.refuse(id, &officer).await.expect(200);
    assert_eq!((&refused["status"], &refused["refusedReason"]), (&json!(3), &json!("Không thuộc phạm vi")));
    office.rig.assert_clean().await;
    assert_eq!(office.rig.heard_of::<DossierRefused>().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_the_status_does_not_allow_changes_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let officer = office.officer();
        let refused = office.submitted().await;
        office.refuse(refused, &officer).await.expect(200);
        let accepted = office.accepted().await;
        let submitted = office.submitted().await;
        office.rig.assert_clean().await;
        let before = (office.read(refused).await, office.read(accepted).await, office.read(submitted).await);
        let said = office.rig.heard().len();
        let answers = [
            office.accept(refused, &officer).await,
            office.supplement(refused, &officer).await,
            office.refuse(accepted, &officer).await,
            office.supplement(accepted, &officer).await,
            office.supplement(submitted, &officer).await,
        ];
        for answer in answers {
            assert_eq!(answer.expect(409)["code"], "conflict-state");
        }
        // Refused twice is refused once.
        assert_eq!(office.refuse(refused, &officer).await.expect(200), before.0);
        office.rig.assert_clean().await;
        assert_eq!((office.read(refused).await, office.read(accepted).await, office.read(submitted).await), before);
        assert_eq!(office.rig.heard().len(), said);
    })
    .await;
}
