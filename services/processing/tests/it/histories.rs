//! The history of the work on a dossier: who did what, when and why, for those who may see its tasks.

use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DIVISION, Office, WORK};

const DUE: &str = "2022-03-18 17:00";

fn path(dossier: DossierId) -> String {
    format!("/v1/dossiers/{dossier}/history/processing")
}

#[tokio::test]
async fn a_history_says_who_did_what_to_which_task_when_and_why_and_nothing_private() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let account = Uuid::now_v7();
        let officer = office.rig.issuer.bearer(account, &[Role::DeptOfficer], Some(DIVISION));
        let claimed = office.claim(&officer, dossier).await.expect(200);
        office.rig.set_clock("2022-03-15 09:30");
        office.ask(&officer, dossier).await.expect(200);
        office.resume(dossier, "2022-04-05 17:00").await;
        let body = json!({"note": "Chỉ đồng nghiệp đọc"});
        office.command(&officer, dossier, WORK, "completion", body).await.expect(200);
        let history = office.rig.get(&path(dossier), &office.mai).await.expect(200);
        let entries = history["items"].as_array().expect("a list");
        let said = |field: &str| entries.iter().map(|entry| entry[field].clone()).collect::<Vec<Value>>();
        assert_eq!(said("name"), ["opened", "claimed", "supplement_asked", "resumed", "completed"]);
        assert_eq!(said("version"), [1, 2, 3, 4, 5]);
        let (who, routing) = (account.to_string(), "service:routing".to_owned());
        assert_eq!(said("actor"), [&routing, &who, &who, &routing, &who].map(|name| json!(name)));
        assert_eq!(said("object"), vec![claimed["id"].clone(); 5]);
        assert_eq!(entries[2]["reason"], "Bản sao đã hết hiệu lực");
        assert_eq!(entries[2]["at"], "2022-03-15T02:30:00Z");
        for entry in entries {
            assert!(entry.get("event").is_none(), "{entry}");
            assert_eq!((&entry["fromStatus"], &entry["toStatus"]), (&Value::Null, &Value::Null), "routing owns them");
        }
        assert!(!history.to_string().contains("đồng nghiệp"));
    })
    .await;
}

#[tokio::test]
async fn a_history_is_read_by_those_who_see_a_task_of_the_dossier_and_by_nobody_else() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let somebody = |role, unit| office.rig.issuer.somebody(&[role], Some(unit));
        let readers = [
            office.an.clone(),
            office.leader.clone(),
            somebody(Role::CentreDirector, "H35.00.02"),
            somebody(Role::Auditor, "H35.00.02"),
        ];
        for reader in &readers {
            assert_eq!(office.rig.get(&path(dossier), reader).await.expect(200)["items"][0]["name"], "opened");
        }
        let strangers = [
            somebody(Role::DeptOfficer, "H35.05.03"),
            somebody(Role::DeptHead, "H35.06.02"),
            somebody(Role::Clerk, DIVISION),
            office.rig.issuer.somebody(&[Role::Citizen], None),
        ];
        for stranger in &strangers {
            office.rig.get(&path(dossier), stranger).await.expect(404);
        }
        let question = json!({"unit": "H35.06.04", "question": "Có phù hợp không?", "dueOn": "2022-03-16"});
        office.claim(&office.mai, dossier).await.expect(200);
        office.command(&office.mai, dossier, WORK, "opinions", question).await.expect(201);
        let asked = somebody(Role::DeptOfficer, "H35.06.04");
        assert_eq!(office.listed(&asked, "kind=opinion").await.len(), 1);
        office.rig.get(&path(dossier), &asked).await.expect(404);
        office.rig.get(&path(dossier), "").await.expect(401);
        office.rig.get(&path(DossierId::mint()), &office.leader).await.expect(404);
    })
    .await;
}
