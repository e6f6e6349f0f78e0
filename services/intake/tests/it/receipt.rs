//! What the receipt (Mẫu 01) needs beside code and date, and who may print it.

use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, ELSEWHERE, Office, UNIT, id_of, path};

/// A submission that says everything.
fn whole(office: &Office, channel: &str) -> Value {
    let mut body = office.submission(channel);
    body["sets"] = json!(2);
    body["applicant"]["email"] = json!("mai@example.vn");
    body["applicant"]["submittedBy"] = json!({"name": "Giàng A Sử", "identityNumber": "012300000025"});
    body["resultReturn"] = json!({"way": "post", "address": "Tổ 9, phường Tân Phong"});
    body
}

async fn secret_of(office: &Office, id: DossierId, token: &str) -> Value {
    office.rig.get(&path(id, ""), token).await.expect(200)["lookupSecret"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_at_the_submission_is_there_for_the_receipt() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = id_of(&office.rig.command(DOSSIERS, &office.citizen(), &whole(&office, "online")).await.expect(201));
        let before = office.read(id).await;
        assert_eq!((&before["register"], &before["receivingOfficer"]), (&Value::Null, &Value::Null));
        let receives = Uuid::now_v7();
        let officer = office.rig.issuer.bearer(receives, &[Role::IntakeOfficer], Some(UNIT));
        office.accept(id, &officer).await.expect(200);
        let dossier = office.read(id).await;
        assert_eq!(dossier["sets"], 2);
        assert_eq!(dossier["applicant"], whole(&office, "online")["applicant"]);
        assert_eq!(dossier["resultReturn"], json!({"way": "post", "address": "Tổ 9, phường Tân Phong"}));
        assert_eq!(dossier["register"], json!({"book": "2022-03-14", "number": 1}));
        assert_eq!(dossier["receivingOfficer"], json!(receives));
        // Nobody else becomes the one who received it, and what was not wrong stays.
        let mut right = dossier["applicant"].clone();
        right["phone"] = json!("0987654321");
        let correction = json!({"applicant": right, "reason": "Ghi nhầm số điện thoại"});
        office.rig.command(&path(id, "/correction"), &office.officer(), &correction).await.expect(200);
        let corrected = office.read(id).await;
        assert_eq!(corrected["applicant"], right);
        for kept in ["sets", "resultReturn", "register", "receivingOfficer"] {
            assert_eq!(corrected[kept], dossier[kept], "{kept}");
        }
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_says_nothing_more_is_one_set_and_goes_back_as_it_came() {
    let office = Office::open(Engine::Sqlite).await;
    let by_post = json!({"way": "post", "address": "Bản Nà Cọ, xã Bum Tở"});
    for (channel, token, wanted) in [
        ("online", office.citizen(), json!({"way": "online"})),
        ("counter", office.officer(), json!({"way": "counter"})),
        ("post", office.staff(Role::PostalClerk), by_post),
    ] {
        let id = id_of(&office.rig.command(DOSSIERS, &token, &office.submission(channel)).await.expect(201));
        let dossier = office.read(id).await;
        assert_eq!((&dossier["sets"], &dossier["resultReturn"]), (&json!(1), &wanted), "{channel}");
        assert_eq!(dossier["applicant"], office.submission(channel)["applicant"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_post_brings_the_result_to_the_corrected_address_of_the_applicant() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let clerk = office.staff(Role::PostalClerk);
        let id = id_of(&office.rig.command(DOSSIERS, &clerk, &office.submission("post")).await.expect(201));
        office.accept(id, &office.officer()).await.expect(200);
        let mut right = office.read(id).await["applicant"].clone();
        right["address"] = json!("Bản Nà Hừ, xã Bum Nưa");
        let correction = json!({"applicant": right, "reason": "Ghi nhầm địa chỉ"});
        office.rig.command(&path(id, "/correction"), &office.officer(), &correction).await.expect(200);
        assert_eq!(office.read(id).await["resultReturn"]["address"], "Bản Nà Hừ, xã Bum Nưa");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_to_send_the_result_to_is_for_the_post_and_for_nothing_else() {
    let office = Office::open(Engine::Sqlite).await;
    let address = "Tổ 9, phường Tân Phong";
    for wrong in [json!({"way": "post"}), json!({"way": "counter", "address": address})] {
        let mut body = office.submission("counter");
        body["resultReturn"] = wrong;
        let answer = office.rig.command(DOSSIERS, &office.officer(), &body).await;
        assert_eq!((answer.status.as_u16(), answer.wrong_fields()), (422, vec!["/resultReturn/address".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_inside_the_new_parts_of_a_submission_is_said_field_by_field() {
    let office = Office::open(Engine::Sqlite).await;
    let mut body = office.submission("counter");
    body["sets"] = json!(21);
    body["applicant"]["email"] = json!("mai");
    body["applicant"]["submittedBy"] = json!({"name": "x", "identityNumber": "1", "age": 3});
    body["resultReturn"] = json!({"way": "pigeon", "address": ""});
    let answer = office.rig.command(DOSSIERS, &office.officer(), &body).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert_eq!(
        answer.wrong_fields(),
        [
            "/applicant/email",
            "/applicant/submittedBy/age",
            "/applicant/submittedBy/identityNumber",
            "/applicant/submittedBy/name",
            "/resultReturn/address",
            "/resultReturn/way",
            "/sets",
        ]
    );
    body = office.submission("counter");
    body["sets"] = json!(0);
    assert_eq!(office.rig.command(DOSSIERS, &office.officer(), &body).await.wrong_fields(), ["/sets"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lookup_secret_is_shown_to_who_may_print_the_receipt_and_to_nobody_else() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.publish_interlinked().await;
        let citizen = office.citizen();
        let handed_in = office.rig.command(DOSSIERS, &citizen, &office.submission("online")).await.expect(201);
        let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].clone());
        office.accept(id, &office.officer()).await.expect(200);
        for may in [citizen, office.officer(), office.staff(Role::ResultOfficer)] {
            assert_eq!(secret_of(&office, id, &may).await, secret);
        }
        let somebody = |role, unit| office.rig.issuer.somebody(&[role], unit);
        let mut others = vec![
            // The partner it goes through.
            somebody(Role::IntakeOfficer, Some("H35.99.01")),
            somebody(Role::DeptOfficer, Some("H35.99.03")),
        ];
        others.extend([Role::DeptOfficer, Role::DeptHead, Role::Clerk].map(|role| office.staff(role)));
        for sees_all in [Role::Auditor, Role::CentreDirector] {
            others.extend([somebody(sees_all, None), office.staff(sees_all)]);
        }
        for other in others {
            assert_eq!(secret_of(&office, id, &other).await, Value::Null);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lookup_secret_of_what_was_sent_on_is_shown_at_both_counters() {
    let office = Office::open(Engine::Sqlite).await;
    office.publish_territory("province", "2021-02-01").await;
    let handed_in = office.rig.command(DOSSIERS, &office.elsewhere(), &office.submission("counter")).await.expect(201);
    let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].clone());
    let receives = Uuid::now_v7();
    let there = office.rig.issuer.bearer(receives, &[Role::IntakeOfficer], Some(ELSEWHERE));
    assert_eq!(secret_of(&office, id, &there).await, secret);
    office.accept(id, &there).await.expect(200);
    office.receive(id, &office.officer()).await.expect(200);
    for counter in [office.officer(), there] {
        let dossier = office.rig.get(&path(id, ""), &counter).await.expect(200);
        assert_eq!(dossier["lookupSecret"], secret);
        // Who took it from the applicant, and the register of the counter that gave the code.
        assert_eq!(dossier["receivingOfficer"], json!(receives));
        assert_eq!(dossier["register"], json!({"book": "2022-03-14", "number": 1}));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_list_and_no_command_shows_a_lookup_secret() {
    let office = Office::open(Engine::Sqlite).await;
    let (citizen, officer) = (office.citizen(), office.officer());
    let handed_in = office.rig.command(DOSSIERS, &citizen, &office.submission("online")).await.expect(201);
    let (id, secret) = (id_of(&handed_in), handed_in["lookupSecret"].as_str().expect("a secret"));
    let accepted = office.accept(id, &officer).await.expect(200);
    let lists = [office.rig.get(DOSSIERS, &citizen).await, office.rig.get(DOSSIERS, &officer).await];
    let history = office.rig.get(&path(id, "/history/intake"), &officer).await;
    for answer in lists.into_iter().chain([history]).map(|answer| answer.expect(200)).chain([accepted]) {
        assert!(!answer.to_string().contains(secret), "{answer}");
    }
}
