//! Accepting a dossier: code, receipt, promise.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierAccepted;
use motcua_contracts::time;
use motcua_kit::auth::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, Shape, clock, on_both};
use serde_json::json;

use crate::office::{DOSSIERS, Office, UNIT, id_of, path, without_secret};

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_dossier_has_a_code_and_a_promised_date() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let id = office.submitted().await;
        office.rig.set_clock("2022-03-14 09:30");
        let answer = office.accept(id, &office.officer()).await.expect(200);
        assert_eq!((&answer["status"], &answer["code"]), (&json!(2), &json!("H35.05-220314-0001")));
        assert_eq!(answer["acceptedAt"], "2022-03-14T02:30:00Z");
        // Five working days after the Monday; the weekend does not count.
        assert_eq!((&answer["dueOn"], &answer["dueAt"]), (&json!("2022-03-21"), &json!("2022-03-21T10:00:00Z")));
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<DossierAccepted>();
        assert_eq!(said.len(), 1, "{shape:?}");
        assert_eq!((said[0].code.as_str(), said[0].received_by_unit.as_str()), ("H35.05-220314-0001", UNIT));
        assert_eq!((said[0].procedure_version, said[0].calendar_version), (1, 1));
        assert_eq!(time::from_message(said[0].due_at), Some(clock::moment("2022-03-21 17:00")));
        let heard = office.rig.heard();
        let mut order: Vec<_> = heard.iter().map(|message| (message.aggregate, message.seq, message.at)).collect();
        order.sort();
        let [submitted, accepted] = ["2022-03-14 08:00", "2022-03-14 09:30"].map(clock::moment);
        assert_eq!(order, [(id.0, 1, submitted), (id.0, 2, accepted)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_acceptance_is_harmless() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.submitted().await;
        let first = office.accept(id, &office.officer()).await.expect(200);
        office.rig.set_clock("2022-03-15 10:00");
        let second = office.accept(id, &office.officer()).await.expect(200);
        assert_eq!(first, second);
        // And it took no number.
        let next = office.submitted().await;
        let next = office.accept(next, &office.officer()).await.expect(200);
        assert_eq!(next["code"], "H35.05-220315-0001");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierAccepted>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_sent_again_is_answered_again() {
    let (office, key) = (Office::open(Engine::Sqlite).await, key());
    let (id, officer) = (office.submitted().await, office.officer());
    let accept = path(id, "/acceptance");
    let first = office.rig.post(&accept, &officer, &key, &json!({})).await;
    let again = office.rig.post(&accept, &officer, &key, &json!({})).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.expect(200), again.expect(200));
    let unknown = office.rig.command(&accept, &officer, &json!({"code": "H35.05-220314-9999"})).await;
    assert_eq!((unknown.status.as_u16(), unknown.wrong_fields()), (422, vec!["/code".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_intake_officer_of_the_agency_accepts() {
    let office = Office::open(Engine::Sqlite).await;
    let citizen = office.citizen();
    let answer = office.rig.command(DOSSIERS, &citizen, &office.submission("online")).await.expect(201);
    let id = id_of(&answer);
    for role in
        [Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::CentreDirector, Role::SysAdmin, Role::PostalClerk]
    {
        assert_eq!(office.accept(id, &office.staff(role)).await.expect(403)["code"], "forbidden", "{role:?}");
    }
    office.accept(id, &citizen).await.expect(403);
    office.accept(id, "").await.expect(401);
    let elsewhere = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    office.accept(id, &elsewhere).await.expect(404);
    // Seeing more than the own agency does not mean acting for more.
    let auditing = office.rig.issuer.somebody(&[Role::IntakeOfficer, Role::Auditor], Some("H35.06.01"));
    office.accept(id, &auditing).await.expect(403);
    assert_eq!(office.read(id).await["status"], 1);
    office.accept(id, &office.officer()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_follows_the_version_in_force_when_it_is_accepted() {
    let office = Office::open(Engine::Sqlite).await;
    let [before, after] = [office.submitted().await, office.submitted().await];
    let accepted = office.accept(before, &office.officer()).await.expect(200);
    office.publish(3, "2022-03-15").await;
    assert_eq!(office.read(before).await, accepted);
    office.rig.set_clock("2022-03-15 08:00");
    let accepted = office.accept(after, &office.officer()).await.expect(200);
    assert_eq!(accepted["dueOn"], "2022-03-18");
    office.rig.assert_clean().await;
    let said = office.rig.heard_of::<DossierAccepted>();
    let version = |id: DossierId| {
        let mine = said.iter().find(|one| one.dossier_id == id.to_string());
        mine.map(|one| one.procedure_version)
    };
    assert_eq!((version(before), version(after)), (Some(1), Some(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_no_calendar_covers_is_refused_and_takes_no_number() {
    let office = Office::open(Engine::Sqlite).await;
    office.rig.set_clock("2023-12-29 08:00");
    let id = office.submitted().await;
    assert_eq!(office.accept(id, &office.officer()).await.expect(409)["code"], "conflict-state");
    let state = office.read(id).await;
    assert_eq!((&state["status"], &state["code"]), (&json!(1), &serde_json::Value::Null));
    office.publish(1, "2021-01-01").await;
    let accepted = office.accept(id, &office.officer()).await.expect(200);
    assert_eq!(accepted["code"], "H35.05-231229-0001");
    office.rig.assert_clean().await;
}

/// The catalogue refuses such limits; intake does not rely on it.
#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_nothing_or_of_decades_is_refused_and_takes_no_number() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.submitted().await;
        for (limit, from) in [(0, "2021-02-01"), (10_000, "2021-03-01"), (u32::MAX, "2021-04-01")] {
            office.publish(limit, from).await;
            office.rig.settle().await;
            let answer = office.accept(id, &office.officer()).await.expect(409);
            assert_eq!(answer["code"], "conflict-state", "{limit}");
            assert!(
                answer["detail"].as_str().is_some_and(|detail| detail.contains("Không tính được hạn trả")),
                "{answer}"
            );
        }
        assert_eq!(office.read(id).await["status"], 1);
        office.publish(5, "2021-05-01").await;
        office.rig.settle().await;
        assert_eq!(office.accept(id, &office.officer()).await.expect(200)["code"], "H35.05-220314-0001");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_without_a_working_day_promises_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.submitted().await;
        office.publish_calendar_without_a_working_day().await;
        let answer = office.accept(id, &office.officer()).await.expect(409);
        assert!(answer["detail"].as_str().is_some_and(|detail| detail.contains("Không tính được hạn trả")), "{answer}");
        assert_eq!(office.read(id).await["status"], 1);
    })
    .await;
}

/// As of the day it was accepted the other procedure was not in force yet: no date is counted by it.
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_to_a_procedure_that_came_after_the_acceptance_is_refused() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let before = office.read(id).await;
        office.rig.set_clock("2022-03-21 08:00");
        let later = office.another_procedure_from(10, "2022-03-20").await;
        let body = json!({"procedureId": later, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
        let answer = office.rig.command(&path(id, "/correction"), &office.officer(), &body).await.expect(409);
        assert_eq!(answer["code"], "conflict-state");
        assert_eq!(office.read(id).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_insists_on_an_old_version_changes_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, officer) = (office.submitted().await, office.officer());
        let read = office.rig.get(&path(id, ""), &officer).await;
        let etag = read.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let accepted = office.rig.command_if(&path(id, "/acceptance"), &officer, &etag, &json!({})).await;
        assert_eq!((accepted.status.as_u16(), accepted.header("etag")), (200, "\"2\""));
        let again = office.rig.command_if(&path(id, "/acceptance"), &officer, &etag, &json!({})).await;
        assert_eq!(again.expect(412)["code"], "precondition-failed");
        let malformed = office.rig.command_if(&path(id, "/acceptance"), &officer, "2", &json!({})).await;
        assert_eq!((malformed.status.as_u16(), malformed.wrong_fields()), (422, vec!["/headers/If-Match".to_owned()]));
        let read = office.rig.get(&path(id, ""), &officer).await;
        assert_eq!(read.header("etag"), "\"2\"");
        assert_eq!(without_secret(read.json), accepted.json);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierAccepted>().len(), 1);
    })
    .await;
}
