//! What happened to a dossier at intake, and who may read it.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, Office, id_of, path};

async fn history(office: &Office, id: DossierId, token: &str) -> Vec<Value> {
    let page = office.rig.get(&path(id, "/history/intake"), token).await.expect(200);
    page["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_says_who_when_why_from_and_to() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (citizen, officer) = (Uuid::now_v7(), Uuid::now_v7());
        let applicant = office.rig.issuer.bearer(citizen, &[Role::Citizen], None);
        let accepting = office.rig.issuer.bearer(officer, &[Role::IntakeOfficer], Some("H35.05.01"));
        let answer = office.rig.command(DOSSIERS, &applicant, &office.submission("online")).await.expect(201);
        let id = id_of(&answer);
        office.rig.set_clock("2022-03-14 09:30");
        office.accept(id, &accepting).await.expect(200);
        let reason = json!({"reason": "Không còn nhu cầu"});
        office.rig.command(&path(id, "/withdrawal"), &applicant, &reason).await.expect(200);
        office.rig.say(id.0, &ResultDecided { dossier_id: id.to_string(), ..Default::default() }).await;
        office.rig.settle().await;
        let told = history(&office, id, &applicant).await;
        let names: Vec<_> = told.iter().map(|entry| entry["name"].as_str().unwrap_or_default()).collect();
        assert_eq!(names, ["submitted", "accepted", "withdrawal_asked", "decided"]);
        let statuses: Vec<_> = told.iter().map(|entry| (&entry["fromStatus"], &entry["toStatus"])).collect();
        let (one, two) = (json!(1), json!(2));
        assert_eq!(statuses, [(&Value::Null, &one), (&one, &two), (&two, &two), (&two, &two)]);
        let actors: Vec<_> = told.iter().map(|entry| entry["actor"].as_str().unwrap_or_default()).collect();
        let (citizen, officer) = (citizen.to_string(), officer.to_string());
        assert_eq!(actors, [citizen.as_str(), officer.as_str(), citizen.as_str(), "service:processing"]);
        assert_eq!((&told[1]["onBehalfOf"], &told[1]["at"]), (&json!(citizen), &json!("2022-03-14T02:30:00Z")));
        assert_eq!(told[2]["reason"], "Không còn nhu cầu");
        assert_eq!(history(&office, id, &office.staff(Role::DeptHead)).await, told);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_dossier_may_not_read_its_history() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let nobody = [
            office.citizen(),
            office.elsewhere(),
            office.staff(Role::PostalClerk),
            office.staff(Role::SysAdmin),
            office.staff(Role::Kiosk),
        ];
        for token in nobody {
            office.rig.get(&path(id, "/history/intake"), &token).await.expect(404);
        }
        office.rig.get(&path(id, "/history/intake"), "").await.expect(401);
        office.rig.get(&path(DossierId::mint(), "/history/intake"), &office.officer()).await.expect(404);
        let auditor = office.rig.issuer.somebody(&[Role::Auditor], None);
        assert_eq!(history(&office, id, &auditor).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_correction_names_no_person() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let applicant = json!({"name": "Lò Thị Mây", "identityNumber": "012300000018", "phone": "0912345679",
            "address": "Bản Nà Cọ, xã Bum Tở"});
        let body = json!({"applicant": applicant, "reason": "Ghi nhầm dữ liệu người nộp"});
        office.rig.command(&path(id, "/correction"), &office.officer(), &body).await.expect(200);
        let told = json!(history(&office, id, &office.officer()).await).to_string();
        assert!(told.contains("corrected") && !told.contains("Mây") && !told.contains("0123000"), "{told}");
    })
    .await;
}
