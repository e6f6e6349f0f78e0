//! The data of the receipt (Mẫu 01) besides code and date, and who may print it.

use motcua_contracts::ids::DossierId;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, ELSEWHERE, Fixture, UNIT, id_of, path};

/// A submission with every optional field.
fn whole(fixture: &Fixture, channel: &str) -> Value {
    let mut body = fixture.submission(channel);
    body["sets"] = json!(2);
    body["applicant"]["email"] = json!("mai@example.vn");
    body["applicant"]["submittedBy"] = json!({"name": "Giàng A Sử", "identityNumber": "012300000025"});
    body["resultReturn"] = json!({"deliveryMethod": "post", "address": "Tổ 9, phường Tân Phong"});
    body
}

async fn secret_of(fixture: &Fixture, id: DossierId, token: &str) -> Value {
    fixture.service.get(&path(id, ""), token).await.expect(200)["lookupSecret"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_shows_what_was_submitted() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id =
            id_of(&fixture.service.command(DOSSIERS, &fixture.citizen(), &whole(&fixture, "online")).await.expect(201));
        let before = fixture.read(id).await;
        assert_eq!((&before["register"], &before["receivingOfficer"]), (&Value::Null, &Value::Null));
        let receives = Uuid::now_v7();
        let officer = fixture.service.issuer.bearer(receives, &[Role::IntakeOfficer], Some(UNIT));
        fixture.accept(id, &officer).await.expect(200);
        let dossier = fixture.read(id).await;
        assert_eq!(dossier["sets"], 2);
        assert_eq!(dossier["applicant"], whole(&fixture, "online")["applicant"]);
        assert_eq!(dossier["resultReturn"], json!({"deliveryMethod": "post", "address": "Tổ 9, phường Tân Phong"}));
        assert_eq!(dossier["register"], json!({"book": "2022-03-14", "number": 1}));
        assert_eq!(dossier["receivingOfficer"], json!(receives));
        // Nobody else becomes the one who received it, and what was not wrong stays.
        let mut right = dossier["applicant"].clone();
        right["phone"] = json!("0987654321");
        let correction = json!({"applicant": right, "reason": "Ghi nhầm số điện thoại"});
        fixture.service.command(&path(id, "/correction"), &fixture.officer(), &correction).await.expect(200);
        let corrected = fixture.read(id).await;
        assert_eq!(corrected["applicant"], right);
        for kept in ["sets", "resultReturn", "register", "receivingOfficer"] {
            assert_eq!(corrected[kept], dossier[kept], "{kept}");
        }
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_default_a_submission_is_one_set_and_returned_by_its_own_channel() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let by_post = json!({"deliveryMethod": "post", "address": "Bản Nà Cọ, xã Bum Tở"});
    for (channel, token, wanted) in [
        ("online", fixture.citizen(), json!({"deliveryMethod": "online"})),
        ("counter", fixture.officer(), json!({"deliveryMethod": "counter"})),
        ("post", fixture.staff(Role::PostalClerk), by_post),
    ] {
        let id = id_of(&fixture.service.command(DOSSIERS, &token, &fixture.submission(channel)).await.expect(201));
        let dossier = fixture.read(id).await;
        assert_eq!((&dossier["sets"], &dossier["resultReturn"]), (&json!(1), &wanted), "{channel}");
        assert_eq!(dossier["applicant"], fixture.submission(channel)["applicant"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_post_delivers_the_result_to_the_corrected_address() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let clerk = fixture.staff(Role::PostalClerk);
        let id = id_of(&fixture.service.command(DOSSIERS, &clerk, &fixture.submission("post")).await.expect(201));
        fixture.accept(id, &fixture.officer()).await.expect(200);
        let mut right = fixture.read(id).await["applicant"].clone();
        right["address"] = json!("Bản Nà Hừ, xã Bum Nưa");
        let correction = json!({"applicant": right, "reason": "Ghi nhầm địa chỉ"});
        fixture.service.command(&path(id, "/correction"), &fixture.officer(), &correction).await.expect(200);
        assert_eq!(fixture.read(id).await["resultReturn"]["address"], "Bản Nà Hừ, xã Bum Nưa");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_delivery_by_post_takes_an_address() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let address = "Tổ 9, phường Tân Phong";
    for wrong in [json!({"deliveryMethod": "post"}), json!({"deliveryMethod": "counter", "address": address})] {
        let mut body = fixture.submission("counter");
        body["resultReturn"] = wrong;
        let answer = fixture.service.command(DOSSIERS, &fixture.officer(), &body).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/resultReturn/address".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn optional_parts_of_a_submission_are_validated_field_by_field() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let mut body = fixture.submission("counter");
    body["sets"] = json!(21);
    body["applicant"]["email"] = json!("mai");
    body["applicant"]["submittedBy"] = json!({"name": "x", "identityNumber": "1", "age": 3});
    body["resultReturn"] = json!({"deliveryMethod": "pigeon", "address": ""});
    let answer = fixture.service.command(DOSSIERS, &fixture.officer(), &body).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert_eq!(
        answer.wrong_fields(),
        [
            "/applicant/email",
            "/applicant/submittedBy/age",
            "/applicant/submittedBy/identityNumber",
            "/applicant/submittedBy/name",
            "/resultReturn/address",
            "/resultReturn/deliveryMethod",
            "/sets",
        ]
    );
    body = fixture.submission("counter");
    body["sets"] = json!(0);
    assert_eq!(fixture.service.command(DOSSIERS, &fixture.officer(), &body).await.wrong_fields(), ["/sets"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lookup_secret_is_shown_only_to_those_who_may_print_the_receipt() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish_interlinked().await;
        let citizen = fixture.citizen();
        let handed_in = fixture.service.command(DOSSIERS, &citizen, &fixture.submission("online")).await.expect(201);
        let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].clone());
        fixture.accept(id, &fixture.officer()).await.expect(200);
        for may in [citizen, fixture.officer(), fixture.staff(Role::ResultOfficer)] {
            assert_eq!(secret_of(&fixture, id, &may).await, secret);
        }
        let somebody = |role, unit| fixture.service.issuer.somebody(&[role], unit);
        let mut others = vec![
            // The partner it goes through.
            somebody(Role::IntakeOfficer, Some("H35.99.01")),
            somebody(Role::DeptOfficer, Some("H35.99.03")),
        ];
        others.extend([Role::DeptOfficer, Role::DeptHead, Role::Clerk].map(|role| fixture.staff(role)));
        for sees_all in [Role::Auditor, Role::CentreDirector] {
            others.extend([somebody(sees_all, None), fixture.staff(sees_all)]);
        }
        for other in others {
            assert_eq!(secret_of(&fixture, id, &other).await, Value::Null);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_counters_see_the_lookup_secret_of_a_forwarded_dossier() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.publish_territory("province", "2021-02-01").await;
    let handed_in = fixture
        .service
        .command(DOSSIERS, &fixture.receiving_counter(), &fixture.submission("counter"))
        .await
        .expect(201);
    let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].clone());
    let receives = Uuid::now_v7();
    let there = fixture.service.issuer.bearer(receives, &[Role::IntakeOfficer], Some(ELSEWHERE));
    assert_eq!(secret_of(&fixture, id, &there).await, secret);
    fixture.accept(id, &there).await.expect(200);
    fixture.receive(id, &fixture.officer()).await.expect(200);
    for counter in [fixture.officer(), there] {
        let dossier = fixture.service.get(&path(id, ""), &counter).await.expect(200);
        assert_eq!(dossier["lookupSecret"], secret);
        // Who took it from the applicant, and the register of the counter that gave the code.
        assert_eq!(dossier["receivingOfficer"], json!(receives));
        assert_eq!(dossier["register"], json!({"book": "2022-03-14", "number": 1}));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_list_and_no_command_shows_a_lookup_secret() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (citizen, officer) = (fixture.citizen(), fixture.officer());
    let handed_in = fixture.service.command(DOSSIERS, &citizen, &fixture.submission("online")).await.expect(201);
    let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].as_str().expect("a secret"));
    let accepted = fixture.accept(id, &officer).await.expect(200);
    let lists = [fixture.service.get(DOSSIERS, &citizen).await, fixture.service.get(DOSSIERS, &officer).await];
    let history = fixture.service.get(&path(id, "/history/intake"), &officer).await;
    for answer in lists.into_iter().chain([history]).map(|answer| answer.expect(200)).chain([accepted]) {
        assert!(!answer.to_string().contains(secret), "{answer}");
    }
}
