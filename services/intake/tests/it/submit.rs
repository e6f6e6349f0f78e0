//! Submitting a dossier.

use motcua_contracts::intake::DossierSubmitted;
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, Shape, on_both};
use serde_json::json;
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, id_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_submits_online_and_gets_reference_and_secret() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let answer =
            fixture.service.command(DOSSIERS, &fixture.citizen(), &fixture.submission("online")).await.expect(201);
        assert_eq!(answer["status"], 1);
        assert_eq!(answer["submittedAt"], "2022-03-14T01:00:00Z");
        assert_eq!(answer["lookupSecret"].as_str().map(str::len), Some(8));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierSubmitted>();
        assert_eq!(published.len(), 1, "{shape:?}");
        assert_eq!(
            (published[0].dossier_id.as_str(), published[0].channel.as_str()),
            (&*id_of(&answer).to_string(), "online")
        );
        assert_eq!(
            (published[0].agency.as_str(), answer["reference"].as_str()),
            ("H35.05", Some(&*published[0].reference))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retried_submission_is_one_dossier() {
    on_both(async |engine| {
        let (fixture, key) = (Fixture::start(engine).await, key());
        let (citizen, body) = (fixture.citizen(), fixture.submission("online"));
        let first = fixture.service.post(DOSSIERS, &citizen, &key, &body).await;
        let again = fixture.service.post(DOSSIERS, &citizen, &key, &body).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!((first.status, first.json), (again.status, again.json));
        let other = fixture.service.post(DOSSIERS, &citizen, &key, &fixture.submission("post")).await;
        assert_eq!(other.status.as_u16(), 403, "the channel is not the citizen's, whatever the key");
        let mut changed = body;
        changed["papers"] = json!([]);
        let reused = fixture.service.post(DOSSIERS, &citizen, &key, &changed).await.expect(422);
        assert_eq!(reused["code"], "idempotency-key-reused");
        let missing = fixture.service.post(DOSSIERS, &citizen, "", &changed).await.expect(400);
        assert_eq!(missing["code"], "idempotency-key-missing");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierSubmitted>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_of_a_submission_is_named_at_once() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let wrong = json!({"procedureId": "1.009642", "caseCode": "", "channel": "fax", "colour": "red",
        "applicant": {"name": 7, "identityNumber": "123", "phone": "+84912345678", "address": "x", "age": 40},
        "papers": [{"code": "P1", "originals": -1, "copies": 101, "size": "A4"}, 5]});
    let answer = fixture.service.command(DOSSIERS, &fixture.citizen(), &wrong).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert_eq!(
        answer.wrong_fields(),
        [
            "/applicant/address",
            "/applicant/age",
            "/applicant/identityNumber",
            "/applicant/name",
            "/applicant/phone",
            "/caseCode",
            "/channel",
            "/colour",
            "/papers/0/copies",
            "/papers/0/originals",
            "/papers/0/size",
            "/papers/1",
            "/procedureId",
        ]
    );
    fixture.service.assert_clean().await;
    assert!(fixture.service.published().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_procedure_in_force_can_be_submitted() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let ask = |procedure: Uuid, case: &str| {
        let mut body = fixture.submission("online");
        (body["procedureId"], body["caseCode"]) = (json!(procedure), json!(case));
        let (service, citizen) = (&fixture.service, fixture.citizen());
        async move { service.command(DOSSIERS, &citizen, &body).await }
    };
    let future = Uuid::now_v7();
    let later = motcua_contracts::catalogue::ProcedurePublished {
        procedure_id: future.to_string(),
        version: 1,
        effective_from: "2022-03-15".into(),
        ..Default::default()
    };
    fixture.service.publish(future, &later).await;
    for procedure in [Uuid::now_v7(), future] {
        let answer = ask(procedure, "1").await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/procedureId".to_owned()]));
    }
    let answer = ask(fixture.procedure.0, "2").await;
    assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/caseCode".to_owned()]));
    fixture.service.set_clock("2022-03-15 00:01");
    // Known now; it only has no such case.
    assert_eq!(ask(future, "1").await.wrong_fields(), ["/caseCode"]);
    ask(fixture.procedure.0, "1").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_channel_is_limited_to_its_roles() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let elsewhere = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    let cases = [
        ("online", fixture.citizen(), 201),
        // An officer helps an applicant.
        ("online", fixture.officer(), 201),
        ("online", fixture.service.issuer.somebody(&[Role::IntakeOfficer], None), 403),
        ("online", fixture.staff(Role::PostalClerk), 403),
        ("counter", fixture.officer(), 201),
        ("counter", fixture.citizen(), 403),
        ("counter", elsewhere, 403),
        ("counter", fixture.staff(Role::DeptOfficer), 403),
        ("post", fixture.staff(Role::PostalClerk), 201),
        ("post", fixture.officer(), 403),
        ("online", String::new(), 401),
    ];
    for (channel, token, status) in cases {
        let answer = fixture.service.command(DOSSIERS, &token, &fixture.submission(channel)).await;
        assert_eq!(answer.status.as_u16(), status, "{channel}: {}", answer.json);
    }
}
