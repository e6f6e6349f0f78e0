//! Accepting a dossier: code, receipt, due date.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierAccepted;
use motcua_contracts::time;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, Shape, clock, on_both};
use serde_json::json;

use crate::fixture::{DOSSIERS, Fixture, UNIT, id_of, path, without_secret};

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_dossier_has_a_code_and_a_promised_date() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let id = fixture.submitted().await;
        fixture.service.set_clock("2022-03-14 09:30");
        let answer = fixture.accept(id, &fixture.officer()).await.expect(200);
        assert_eq!((&answer["status"], &answer["code"]), (&json!(2), &json!("H35.05-220314-0001")));
        assert_eq!(answer["acceptedAt"], "2022-03-14T02:30:00Z");
        // Five working days after the Monday; the weekend does not count.
        assert_eq!((&answer["dueOn"], &answer["dueAt"]), (&json!("2022-03-21"), &json!("2022-03-21T10:00:00Z")));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierAccepted>();
        assert_eq!(published.len(), 1, "{shape:?}");
        assert_eq!((published[0].code.as_str(), published[0].received_by_unit.as_str()), ("H35.05-220314-0001", UNIT));
        assert_eq!((published[0].procedure_version, published[0].calendar_version), (1, 1));
        assert_eq!(time::from_message(published[0].due_at), Some(clock::moment("2022-03-21 17:00")));
        let messages = fixture.service.published();
        let mut order: Vec<_> = messages.iter().map(|message| (message.aggregate, message.seq, message.at)).collect();
        order.sort();
        let [submitted, accepted] = ["2022-03-14 08:00", "2022-03-14 09:30"].map(clock::moment);
        assert_eq!(order, [(id.0, 1, submitted), (id.0, 2, accepted)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_acceptance_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.submitted().await;
        let first = fixture.accept(id, &fixture.officer()).await.expect(200);
        fixture.service.set_clock("2022-03-15 10:00");
        let second = fixture.accept(id, &fixture.officer()).await.expect(200);
        assert_eq!(first, second);
        // And it used no number.
        let next = fixture.submitted().await;
        let next = fixture.accept(next, &fixture.officer()).await.expect(200);
        assert_eq!(next["code"], "H35.05-220315-0001");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierAccepted>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retried_acceptance_gets_the_stored_response() {
    let (fixture, key) = (Fixture::start(Engine::Sqlite).await, key());
    let (id, officer) = (fixture.submitted().await, fixture.officer());
    let accept = path(id, "/acceptance");
    let first = fixture.service.post(&accept, &officer, &key, &json!({})).await;
    let again = fixture.service.post(&accept, &officer, &key, &json!({})).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.expect(200), again.expect(200));
    let unknown = fixture.service.command(&accept, &officer, &json!({"code": "H35.05-220314-9999"})).await;
    assert_eq!((unknown.status.as_u16(), unknown.wrong_fields()), (422, vec!["/code".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_intake_officer_of_the_agency_accepts() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let citizen = fixture.citizen();
    let answer = fixture.service.command(DOSSIERS, &citizen, &fixture.submission("online")).await.expect(201);
    let id = id_of(&answer);
    for role in
        [Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::CentreDirector, Role::SysAdmin, Role::PostalClerk]
    {
        assert_eq!(fixture.accept(id, &fixture.staff(role)).await.expect(403)["code"], "forbidden", "{role:?}");
    }
    fixture.accept(id, &citizen).await.expect(403);
    fixture.accept(id, "").await.expect(401);
    let elsewhere = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    fixture.accept(id, &elsewhere).await.expect(404);
    // Seeing more than the own agency does not mean acting for more.
    let auditing = fixture.service.issuer.somebody(&[Role::IntakeOfficer, Role::Auditor], Some("H35.06.01"));
    fixture.accept(id, &auditing).await.expect(403);
    assert_eq!(fixture.read(id).await["status"], 1);
    fixture.accept(id, &fixture.officer()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_follows_the_version_in_force_when_it_is_accepted() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let [before, after] = [fixture.submitted().await, fixture.submitted().await];
    let accepted = fixture.accept(before, &fixture.officer()).await.expect(200);
    fixture.publish(3, "2022-03-15").await;
    assert_eq!(fixture.read(before).await, accepted);
    fixture.service.set_clock("2022-03-15 08:00");
    let accepted = fixture.accept(after, &fixture.officer()).await.expect(200);
    assert_eq!(accepted["dueOn"], "2022-03-18");
    fixture.service.assert_clean().await;
    let published = fixture.service.published_of::<DossierAccepted>();
    let version = |id: DossierId| {
        let mine = published.iter().find(|one| one.dossier_id == id.to_string());
        mine.map(|one| one.procedure_version)
    };
    assert_eq!((version(before), version(after)), (Some(1), Some(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_no_calendar_covers_is_refused_and_uses_no_number() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.service.set_clock("2023-12-29 08:00");
    let id = fixture.submitted().await;
    assert_eq!(fixture.accept(id, &fixture.officer()).await.expect(409)["code"], "conflict-state");
    let state = fixture.read(id).await;
    assert_eq!((&state["status"], &state["code"]), (&json!(1), &serde_json::Value::Null));
    fixture.publish(1, "2021-01-01").await;
    let accepted = fixture.accept(id, &fixture.officer()).await.expect(200);
    assert_eq!(accepted["code"], "H35.05-231229-0001");
    fixture.service.assert_clean().await;
}

/// The catalogue refuses such limits; intake does not rely on it.
#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_zero_or_of_decades_is_refused_and_uses_no_number() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.submitted().await;
        for (limit, from) in [(0, "2021-02-01"), (10_000, "2021-03-01"), (u32::MAX, "2021-04-01")] {
            fixture.publish(limit, from).await;
            fixture.service.settle().await;
            let answer = fixture.accept(id, &fixture.officer()).await.expect(409);
            assert_eq!(answer["code"], "conflict-state", "{limit}");
            assert!(
                answer["detail"].as_str().is_some_and(|detail| detail.contains("Không tính được hạn trả")),
                "{answer}"
            );
        }
        assert_eq!(fixture.read(id).await["status"], 1);
        fixture.publish(5, "2021-05-01").await;
        fixture.service.settle().await;
        assert_eq!(fixture.accept(id, &fixture.officer()).await.expect(200)["code"], "H35.05-220314-0001");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_date_is_promised_by_a_calendar_without_a_working_day() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.submitted().await;
        fixture.publish_calendar_without_a_working_day().await;
        let answer = fixture.accept(id, &fixture.officer()).await.expect(409);
        assert!(answer["detail"].as_str().is_some_and(|detail| detail.contains("Không tính được hạn trả")), "{answer}");
        assert_eq!(fixture.read(id).await["status"], 1);
    })
    .await;
}

/// As of the day it was accepted the other procedure was not in force yet: no date is counted by it.
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_to_a_procedure_newer_than_the_acceptance_is_refused() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let before = fixture.read(id).await;
        fixture.service.set_clock("2022-03-21 08:00");
        let later = fixture.another_procedure_from(10, "2022-03-20").await;
        let body = json!({"procedureId": later, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
        let answer = fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await.expect(409);
        assert_eq!(answer["code"], "conflict-state");
        assert_eq!(fixture.read(id).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_with_a_stale_etag_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, officer) = (fixture.submitted().await, fixture.officer());
        let read = fixture.service.get(&path(id, ""), &officer).await;
        let etag = read.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let accepted = fixture.service.command_if(&path(id, "/acceptance"), &officer, &etag, &json!({})).await;
        assert_eq!((accepted.status.as_u16(), accepted.header("etag")), (200, "\"2\""));
        let again = fixture.service.command_if(&path(id, "/acceptance"), &officer, &etag, &json!({})).await;
        assert_eq!(again.expect(412)["code"], "precondition-failed");
        let malformed = fixture.service.command_if(&path(id, "/acceptance"), &officer, "2", &json!({})).await;
        assert_eq!((malformed.status.as_u16(), malformed.wrong_fields()), (422, vec!["/headers/If-Match".to_owned()]));
        let read = fixture.service.get(&path(id, ""), &officer).await;
        assert_eq!(read.header("etag"), "\"2\"");
        assert_eq!(without_secret(read.json), accepted.json);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierAccepted>().len(), 1);
    })
    .await;
}
