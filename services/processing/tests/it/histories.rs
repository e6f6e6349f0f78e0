//! The history of the work on a dossier: who did what, when and why, for those who may see its tasks.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyReopened;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{APPROVAL, DIVISION, Fixture, LEADERSHIP, WORK, approval_step};

const DUE: &str = "2022-03-18 17:00";

fn path(dossier: DossierId) -> String {
    format!("/v1/dossiers/{dossier}/history/processing")
}

#[tokio::test]
async fn the_history_lists_actor_task_time_reason_and_note() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let account = Uuid::now_v7();
        let officer = fixture.service.issuer.bearer(account, &[Role::DeptOfficer], Some(DIVISION));
        let claimed = fixture.claim(&officer, dossier).await.expect(200);
        fixture.service.set_clock("2022-03-15 09:30");
        fixture.ask(&officer, dossier).await.expect(200);
        fixture.resume(dossier, "2022-04-05 17:00").await;
        let body = json!({"note": "Chỉ đồng nghiệp đọc"});
        fixture.command(&officer, dossier, WORK, "completion", body).await.expect(200);
        let history = fixture.service.get(&path(dossier), &fixture.mai).await.expect(200);
        let entries = history["items"].as_array().expect("a list");
        let published = |field: &str| entries.iter().map(|entry| entry[field].clone()).collect::<Vec<Value>>();
        assert_eq!(published("name"), ["opened", "claimed", "supplement_requested", "resumed", "completed"]);
        assert_eq!(published("version"), [1, 2, 3, 4, 5]);
        let (who, routing) = (account.to_string(), "service:routing".to_owned());
        assert_eq!(published("actor"), [&routing, &who, &who, &routing, &who].map(|name| json!(name)));
        assert_eq!(published("object"), vec![claimed["id"].clone(); 5]);
        assert_eq!(entries[2]["reason"], "Bản sao đã hết hiệu lực");
        assert_eq!(entries[2]["at"], "2022-03-15T02:30:00Z");
        for entry in entries {
            assert!(entry.get("event").is_none(), "{entry}");
            assert_eq!((&entry["fromStatus"], &entry["toStatus"]), (&Value::Null, &Value::Null), "routing owns them");
        }
        assert_eq!(entries[4]["note"], "Chỉ đồng nghiệp đọc");
        assert!(entries[..4].iter().all(|entry| entry.get("note").is_none()));
        fixture.service.assert_clean().await;
        for message in fixture.service.published() {
            assert!(!String::from_utf8_lossy(&message.payload).contains("đồng nghiệp"), "{}", message.subject);
        }
    })
    .await;
}

/// The history is the audit trail: without the revocation it would show two decisions and no reason for the second.
#[tokio::test]
async fn the_history_shows_that_a_decision_was_revoked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        let granted = json!({"granted": true, "reason": "Đồng ý theo tờ trình"});
        fixture.command(&fixture.leader, dossier, APPROVAL, "approval", granted).await.expect(200);
        let reopened = JourneyReopened { dossier_id: dossier.to_string(), ..Default::default() };
        fixture.service.publish(dossier.0, &reopened).await;
        fixture.service.assert_clean().await;
        let history = fixture.service.get(&path(dossier), &fixture.leader).await.expect(200);
        let entries = history["items"].as_array().expect("a list");
        let names: Vec<_> = entries.iter().map(|entry| entry["name"].as_str().unwrap_or_default()).collect();
        assert_eq!(names, ["opened", "opened", "decided", "decision_revoked"]);
        assert_eq!((&entries[3]["object"], &entries[3]["version"]), (&json!(dossier), &json!(4)));
        assert_eq!(entries[3]["actor"], "service:routing");
        assert_eq!(entries[2]["note"], "Đồng ý theo tờ trình");
    })
    .await;
}

#[tokio::test]
async fn the_history_is_visible_only_to_readers_of_a_step() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let somebody = |role, unit| fixture.service.issuer.somebody(&[role], Some(unit));
        let readers = [
            fixture.an.clone(),
            fixture.leader.clone(),
            somebody(Role::CentreDirector, "H35.00.02"),
            somebody(Role::Auditor, "H35.00.02"),
        ];
        for reader in &readers {
            assert_eq!(fixture.service.get(&path(dossier), reader).await.expect(200)["items"][0]["name"], "opened");
        }
        let strangers = [
            somebody(Role::DeptOfficer, "H35.05.03"),
            somebody(Role::DeptHead, "H35.06.02"),
            somebody(Role::Clerk, DIVISION),
        ];
        for stranger in &strangers {
            fixture.service.get(&path(dossier), stranger).await.expect(404);
        }
        let citizen = fixture.service.issuer.somebody(&[Role::Citizen], None);
        fixture.service.get(&path(dossier), &citizen).await.expect(403);
        let question = json!({"unit": "H35.06.04", "question": "Có phù hợp không?", "dueOn": "2022-03-16"});
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.command(&fixture.mai, dossier, WORK, "opinions", question).await.expect(201);
        let asked = somebody(Role::DeptOfficer, "H35.06.04");
        assert_eq!(fixture.listed(&asked, "kind=opinion").await.len(), 1);
        fixture.service.get(&path(dossier), &asked).await.expect(404);
        fixture.service.get(&path(dossier), "").await.expect(401);
        fixture.service.get(&path(DossierId::mint()), &fixture.leader).await.expect(404);
    })
    .await;
}
