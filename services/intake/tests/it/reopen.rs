//! Revoked decisions: until the next one the dossier can be corrected and withdrawn.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{DecisionRevoked, ResultDecided};
use motcua_testkit::{Answer, Shape, on_both};
use serde_json::{Value, json};

use crate::fixture::{Fixture, path};

fn decided(id: DossierId) -> ResultDecided {
    ResultDecided { dossier_id: id.to_string(), granted: true, ..Default::default() }
}

fn revoked(id: DossierId) -> DecisionRevoked {
    DecisionRevoked { dossier_id: id.to_string() }
}

async fn correct(fixture: &Fixture, id: DossierId) -> Answer {
    let body: Value = json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": "Chọn nhầm trường hợp"});
    fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_decision_allows_correction_and_withdrawal_until_the_next_one() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let id = fixture.accepted().await;
        fixture.service.publish(id.0, &decided(id)).await;
        fixture.service.settle().await;
        correct(&fixture, id).await.expect(409);
        fixture.service.set_clock("2022-03-15 08:00");
        fixture.service.publish(id.0, &revoked(id)).await;
        fixture.service.settle().await;
        assert_eq!(correct(&fixture, id).await.expect(200)["receiptIssue"], 2, "{shape:?}");
        let reason = json!({"reason": "Không còn nhu cầu"});
        let asked = fixture.service.command(&path(id, "/withdrawal"), &fixture.officer(), &reason).await.expect(200);
        assert_eq!(asked["withdrawing"], true);
        fixture.service.set_clock("2022-03-16 08:00");
        fixture.service.publish(id.0, &decided(id)).await;
        fixture.service.settle().await;
        assert_eq!(fixture.read(id).await["withdrawing"], false);
        correct(&fixture, id).await.expect(409);
        fixture.service.assert_clean().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_that_arrives_before_its_decision_waits_for_it() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let decision = fixture.service.next(id.0, &decided(id));
        fixture.service.set_clock("2022-03-15 08:00");
        fixture.service.publish(id.0, &revoked(id)).await;
        fixture.service.deliver(&decision).await;
        fixture.service.settle().await;
        correct(&fixture, id).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}
