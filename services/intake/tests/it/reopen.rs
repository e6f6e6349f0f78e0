//! A result that came back for an error: until the next decision the dossier can be corrected and taken back.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{DecisionRevoked, ResultDecided};
use motcua_testkit::{Answer, Shape, on_both};
use serde_json::{Value, json};

use crate::office::{Office, path};

fn decided(id: DossierId) -> ResultDecided {
    ResultDecided { dossier_id: id.to_string(), granted: true, ..Default::default() }
}

fn revoked(id: DossierId) -> DecisionRevoked {
    DecisionRevoked { dossier_id: id.to_string() }
}

async fn correct(office: &Office, id: DossierId) -> Answer {
    let body: Value = json!({"procedureId": office.procedure, "caseCode": "1", "reason": "Chọn nhầm trường hợp"});
    office.rig.command(&path(id, "/correction"), &office.officer(), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_whose_result_came_back_is_corrected_and_taken_back_until_the_next_decision() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let id = office.accepted().await;
        office.rig.say(id.0, &decided(id)).await;
        office.rig.settle().await;
        correct(&office, id).await.expect(409);
        office.rig.set_clock("2022-03-15 08:00");
        office.rig.say(id.0, &revoked(id)).await;
        office.rig.settle().await;
        assert_eq!(correct(&office, id).await.expect(200)["receiptIssue"], 2, "{shape:?}");
        let reason = json!({"reason": "Không còn nhu cầu"});
        let asked = office.rig.command(&path(id, "/withdrawal"), &office.officer(), &reason).await.expect(200);
        assert_eq!(asked["withdrawing"], true);
        office.rig.set_clock("2022-03-16 08:00");
        office.rig.say(id.0, &decided(id)).await;
        office.rig.settle().await;
        assert_eq!(office.read(id).await["withdrawing"], false);
        correct(&office, id).await.expect(409);
        office.rig.assert_clean().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_that_arrives_before_its_decision_waits_for_it() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let decision = office.rig.next(id.0, &decided(id));
        office.rig.set_clock("2022-03-15 08:00");
        office.rig.say(id.0, &revoked(id)).await;
        office.rig.deliver(&decision).await;
        office.rig.settle().await;
        correct(&office, id).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}
