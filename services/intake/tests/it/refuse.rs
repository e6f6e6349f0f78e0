//! Refusing to accept, and operations that the status does not allow.

use motcua_contracts::intake::DossierRefused;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::fixture::{Fixture, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_needs_a_reason() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (id, officer) = (fixture.submitted().await, fixture.officer());
    for body in [json!({}), json!({"reason": ""}), json!({"reason": null}), json!({"reason": "x".repeat(1001)})] {
        let answer = fixture.service.command(&path(id, "/refusal"), &officer, &body).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/reason".to_owned()]), "{body}");
    }
    fixture.refuse(id, &fixture.staff(Role::DeptHead)).await.expect(403);
    assert_eq!(fixture.read(id).await["status"], 1);
    let refused = fixture.refuse(id, &officer).await.expect(200);
    assert_eq!((&refused["status"], &refused["refusedReason"]), (&json!(3), &json!("Không thuộc phạm vi")));
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<DossierRefused>().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_the_status_does_not_allow_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let officer = fixture.officer();
        let refused = fixture.submitted().await;
        fixture.refuse(refused, &officer).await.expect(200);
        let accepted = fixture.accepted().await;
        let submitted = fixture.submitted().await;
        fixture.service.assert_clean().await;
        let before = (fixture.read(refused).await, fixture.read(accepted).await, fixture.read(submitted).await);
        let published = fixture.service.published().len();
        let answers = [
            fixture.accept(refused, &officer).await,
            fixture.supplement(refused, &officer).await,
            fixture.refuse(accepted, &officer).await,
            fixture.supplement(accepted, &officer).await,
            fixture.supplement(submitted, &officer).await,
        ];
        for answer in answers {
            assert_eq!(answer.expect(409)["code"], "conflict-state");
        }
        // Refused twice is refused once.
        assert_eq!(fixture.refuse(refused, &officer).await.expect(200), before.0);
        fixture.service.assert_clean().await;
        assert_eq!((fixture.read(refused).await, fixture.read(accepted).await, fixture.read(submitted).await), before);
        assert_eq!(fixture.service.published().len(), published);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_or_withdrawal_repeated_with_another_reason_is_refused() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let officer = fixture.officer();
        let (refused, withdrawn, requested) =
            (fixture.submitted().await, fixture.submitted().await, fixture.accepted().await);
        for (id, operation) in [(refused, "/refusal"), (withdrawn, "/withdrawal"), (requested, "/withdrawal")] {
            let send = async |reason: &str| {
                fixture.service.command(&path(id, operation), &officer, &json!({ "reason": reason })).await
            };
            let first = send("Thiếu bản chính").await.expect(200);
            assert_eq!(send("Thiếu bản chính").await.expect(200), first, "{operation}");
            assert_eq!(send("Thiếu bản sao").await.expect(409)["code"], "conflict-state", "{operation}");
            assert_eq!(fixture.read(id).await, first);
        }
        fixture.service.assert_clean().await;
    })
    .await;
}
