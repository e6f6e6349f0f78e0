//! Handing a dossier in.

use motcua_contracts::intake::DossierSubmitted;
use motcua_kit::auth::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Engine, Shape, on_both};
use serde_json::json;
use uuid::Uuid;

use crate::office::{DOSSIERS, Office, id_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_hands_in_online_and_keeps_reference_and_secret() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let answer = office.rig.command(DOSSIERS, &office.citizen(), &office.submission("online")).await.expect(201);
        assert_eq!(answer["status"], 1);
        assert_eq!(answer["submittedAt"], "2022-03-14T01:00:00Z");
        assert_eq!(answer["lookupSecret"].as_str().map(str::len), Some(8));
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<DossierSubmitted>();
        assert_eq!(said.len(), 1, "{shape:?}");
        assert_eq!((said[0].dossier_id.as_str(), said[0].channel.as_str()), (&*id_of(&answer).to_string(), "online"));
        assert_eq!((said[0].agency.as_str(), answer["reference"].as_str()), ("H35.05", Some(&*said[0].reference)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_sent_again_is_one_dossier() {
    on_both(|engine| async move {
        let (office, key) = (Office::open(engine).await, key());
        let (citizen, body) = (office.citizen(), office.submission("online"));
        let first = office.rig.post(DOSSIERS, &citizen, &key, &body).await;
        let again = office.rig.post(DOSSIERS, &citizen, &key, &body).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!((first.status, first.json), (again.status, again.json));
        let other = office.rig.post(DOSSIERS, &citizen, &key, &office.submission("post")).await;
        assert_eq!(other.status.as_u16(), 403, "the channel is not the citizen's, whatever the key");
        let mut changed = body;
        changed["papers"] = json!([]);
        let reused = office.rig.post(DOSSIERS, &citizen, &key, &changed).await.expect(422);
        assert_eq!(reused["code"], "idempotency-key-reused");
        let missing = office.rig.post(DOSSIERS, &citizen, "", &changed).await.expect(400);
        assert_eq!(missing["code"], "idempotency-key-missing");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierSubmitted>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_submission_is_said_at_once() {
    let office = Office::open(Engine::Sqlite).await;
    let wrong = json!({"procedureId": "1.009642", "caseCode": "", "channel": "fax", "colour": "red",
        "applicant": {"name": 7, "identityNumber": "123", "phone": "+84912345678", "address": "x", "age": 40},
        "papers": [{"code": "P1", "originals": -1, "copies": 101, "size": "A4"}, 5]});
    let answer = office.rig.command(DOSSIERS, &office.citizen(), &wrong).await;
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
    office.rig.assert_clean().await;
    assert!(office.rig.heard().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_can_be_handed_in_for_only_when_it_is_in_force() {
    let office = Office::open(Engine::Sqlite).await;
    let ask = |procedure: Uuid, case: &str| {
        let mut body = office.submission("online");
        (body["procedureId"], body["caseCode"]) = (json!(procedure), json!(case));
        let (rig, citizen) = (&office.rig, office.citizen());
        async move { rig.command(DOSSIERS, &citizen, &body).await }
    };
    let future = Uuid::now_v7();
    let later = motcua_contracts::catalogue::ProcedurePublished {
        procedure_id: future.to_string(),
        version: 1,
        effective_from: "2022-03-15".into(),
        ..Default::default()
    };
    office.rig.say(future, &later).await;
    for procedure in [Uuid::now_v7(), future] {
        let answer = ask(procedure, "1").await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/procedureId".to_owned()]));
    }
    let answer = ask(office.procedure.0, "2").await;
    assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/caseCode".to_owned()]));
    office.rig.set_clock("2022-03-15 00:01");
    // Known now; it only has no such case.
    assert_eq!(ask(future, "1").await.wrong_fields(), ["/caseCode"]);
    ask(office.procedure.0, "1").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_channel_has_its_people() {
    let office = Office::open(Engine::Sqlite).await;
    let elsewhere = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    let cases = [
        ("online", office.citizen(), 201),
        // Helping somebody who cannot do it alone.
        ("online", office.officer(), 201),
        ("online", office.rig.issuer.somebody(&[Role::IntakeOfficer], None), 403),
        ("online", office.staff(Role::PostalClerk), 403),
        ("counter", office.officer(), 201),
        ("counter", office.citizen(), 403),
        ("counter", elsewhere, 403),
        ("counter", office.staff(Role::DeptOfficer), 403),
        ("post", office.staff(Role::PostalClerk), 201),
        ("post", office.officer(), 403),
        ("online", String::new(), 401),
    ];
    for (channel, token, status) in cases {
        let answer = office.rig.command(DOSSIERS, &token, &office.submission(channel)).await;
        assert_eq!(answer.status.as_u16(), status, "{channel}: {}", answer.json);
    }
}
