//! The public lookup: it needs code and secret, and does not reveal which of them was wrong.

use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{
    SECRET, accepted, begin, code, completed, opened, papers_needed, paused, procedure, reference, refused, submitted,
};
use crate::fixture::{Fixture, PLANNING};

async fn look_up(fixture: &Fixture, code: &str, secret: &str) -> Answer {
    fixture.service.post("/v1/public/lookups", "", "", &json!({"code": code, "secret": secret})).await
}

#[tokio::test]
async fn code_and_secret_show_the_status_of_a_dossier() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish(Uuid::nil(), "2021-02-01 08:00", &procedure(Uuid::nil(), PLANNING, 1, false)).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.publish(id, "2022-03-14 08:00", &opened(id, 2)).await;
        fixture.service.assert_clean().await;
        let answer = look_up(&fixture, &code(id), SECRET).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        let shown = answer.expect(200);
        assert_eq!(shown["code"], code(id));
        assert_eq!(shown["statusText"], json!({"vi": "Đang giải quyết", "en": "In progress"}));
        assert_eq!(shown["agency"], json!({"code": PLANNING, "name": "Cơ quan H35.05"}));
        assert_eq!(shown["procedureName"], "Thủ tục, bản 1");
        assert_eq!((&shown["dueOn"], &shown["paused"]), (&json!("2022-03-17"), &json!(false)));
        let lines = shown["timeline"].as_array().unwrap();
        assert_eq!(lines.iter().map(|line| line["status"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(lines[2]["unitName"], "Phòng Nghiệp vụ");
    })
    .await;
}

#[tokio::test]
async fn the_reference_works_before_and_after_acceptance() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = Uuid::now_v7();
        fixture.publish(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")).await;
        fixture.service.assert_clean().await;
        let typed = format!(" {} ", reference(id).to_lowercase());
        let waiting = look_up(&fixture, &typed, "7kOq-lxyz").await.expect(200);
        assert_eq!((&waiting["status"], &waiting["code"]), (&json!(1), &json!(reference(id))));
        assert_eq!(waiting.get("dueAt"), None);
        fixture.publish(id, "2022-03-14 09:00", &accepted(id, PLANNING, "online", "2022-03-17 17:00")).await;
        fixture.service.assert_clean().await;
        assert_eq!(look_up(&fixture, &typed, SECRET).await.expect(200)["code"], code(id));
    })
    .await;
}

#[tokio::test]
async fn requested_papers_are_shown_with_their_last_day() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        // Processing requests the supplement; the pause of routing has not arrived yet.
        fixture.publish(id, "2022-03-15 08:00", &papers_needed(id, "2022-04-15")).await;
        fixture.service.assert_clean().await;
        let asked = look_up(&fixture, &code(id), SECRET).await.expect(200);
        assert_eq!((&asked["paused"], &asked["supplementUntil"]), (&json!(true), &json!("2022-04-15")));
        fixture.publish(id, "2022-03-15 08:00", &paused(id)).await;
        fixture.publish(id, "2022-03-16 08:00", &completed(id, "2022-03-18 17:00")).await;
        fixture.service.assert_clean().await;
        let done = look_up(&fixture, &code(id), SECRET).await.expect(200);
        assert_eq!((&done["status"], &done["paused"], done.get("supplementUntil")), (&json!(9), &json!(false), None));
    })
    .await;
}

/// The response without what differs between any two responses.
fn same(answer: Answer) -> (u16, Value) {
    let mut json = answer.json;
    json["instance"] = Value::Null;
    (answer.status.as_u16(), json)
}

#[tokio::test]
async fn wrong_secrets_and_unknown_codes_look_the_same_and_are_limited() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.service.assert_clean().await;
        let known = code(id);
        for _ in 0..5 {
            let wrong = same(look_up(&fixture, &known, "AAAAAAAA").await);
            let unknown = same(look_up(&fixture, "H35.05-991231-0001", SECRET).await);
            assert_eq!(wrong, unknown);
            assert_eq!(wrong.0, 404);
        }
        for code in [known.as_str(), &known.to_lowercase(), "H35.05-991231-0001"] {
            let locked = look_up(&fixture, code, SECRET).await;
            assert_eq!(locked.header("retry-after"), "900");
            locked.expect(429);
        }
    })
    .await;
}

#[tokio::test]
async fn an_impossible_code_is_refused_without_a_lookup() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = Uuid::now_v7();
        fixture.publish(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")).await;
        fixture.publish(id, "2022-03-14 09:00", &refused(id)).await;
        fixture.service.assert_clean().await;
        for nonsense in ["", "%", "H35_05", "H35.05-221205-0001'--", "H35\u{0}", "Н35.05", "H35.05-٢٢", &"9".repeat(65)]
        {
            look_up(&fixture, nonsense, SECRET).await.expect(422);
            look_up(&fixture, &code(id), nonsense).await.expect(422);
        }
        let both =
            fixture.service.post("/v1/public/lookups", "", "", &json!({"code": "%", "secret": "", "name": 1})).await;
        assert_eq!(both.wrong_fields(), ["/code", "/name", "/secret"]);
        assert_eq!(look_up(&fixture, &reference(id), SECRET).await.expect(200)["status"], 3);
    })
    .await;
}
