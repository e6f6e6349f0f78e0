//! The public lookup: code and secret together open it, and nothing tells which of them was wrong.

use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{
    SECRET, accepted, begin, code, completed, opened, papers_needed, paused, procedure, reference, refused, submitted,
};
use crate::office::{Office, PLANNING};

async fn look_up(office: &Office, code: &str, secret: &str) -> Answer {
    office.rig.post("/v1/public/lookups", "", "", &json!({"code": code, "secret": secret})).await
}

#[tokio::test]
async fn code_and_secret_show_how_the_dossier_stands() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        office.says(Uuid::nil(), "2021-02-01 08:00", &procedure(Uuid::nil(), PLANNING, 1, false)).await;
        let id = begin(&office, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        office.says(id, "2022-03-14 08:00", &opened(id, 2)).await;
        office.rig.assert_clean().await;
        let answer = look_up(&office, &code(id), SECRET).await;
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
async fn the_reference_opens_it_before_acceptance_and_after() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let id = Uuid::now_v7();
        office.says(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")).await;
        office.rig.assert_clean().await;
        let typed = format!(" {} ", reference(id).to_lowercase());
        let waiting = look_up(&office, &typed, "7kOq-lxyz").await.expect(200);
        assert_eq!((&waiting["status"], &waiting["code"]), (&json!(1), &json!(reference(id))));
        assert_eq!(waiting.get("dueAt"), None);
        office.says(id, "2022-03-14 09:00", &accepted(id, PLANNING, "online", "2022-03-17 17:00")).await;
        office.rig.assert_clean().await;
        assert_eq!(look_up(&office, &typed, SECRET).await.expect(200)["code"], code(id));
    })
    .await;
}

#[tokio::test]
async fn papers_needed_are_shown_with_their_last_day() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let id = begin(&office, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        // Processing asks, and routing has not said yet that the clock stopped.
        office.says(id, "2022-03-15 08:00", &papers_needed(id, "2022-04-15")).await;
        office.rig.assert_clean().await;
        let asked = look_up(&office, &code(id), SECRET).await.expect(200);
        assert_eq!((&asked["paused"], &asked["supplementUntil"]), (&json!(true), &json!("2022-04-15")));
        office.says(id, "2022-03-15 08:00", &paused(id)).await;
        office.says(id, "2022-03-16 08:00", &completed(id, "2022-03-18 17:00")).await;
        office.rig.assert_clean().await;
        let done = look_up(&office, &code(id), SECRET).await.expect(200);
        assert_eq!((&done["status"], &done["paused"], done.get("supplementUntil")), (&json!(9), &json!(false), None));
    })
    .await;
}

/// The answer without what differs between any two answers.
fn same(answer: Answer) -> (u16, Value) {
    let mut json = answer.json;
    json["instance"] = Value::Null;
    (answer.status.as_u16(), json)
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_code_get_the_same_answer_and_the_sixth_try_none() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let id = begin(&office, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        office.rig.assert_clean().await;
        let known = code(id);
        for _ in 0..5 {
            let wrong = same(look_up(&office, &known, "AAAAAAAA").await);
            let unknown = same(look_up(&office, "H35.05-991231-0001", SECRET).await);
            assert_eq!(wrong, unknown);
            assert_eq!(wrong.0, 404);
        }
        for code in [known.as_str(), &known.to_lowercase(), "H35.05-991231-0001"] {
            let shut = look_up(&office, code, SECRET).await;
            assert_eq!(shut.header("retry-after"), "900");
            shut.expect(429);
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_a_code_is_refused_before_anything_is_looked_up() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let id = Uuid::now_v7();
        office.says(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")).await;
        office.says(id, "2022-03-14 09:00", &refused(id)).await;
        office.rig.assert_clean().await;
        for nonsense in ["", "%", "H35_05", "H35.05-221205-0001'--", "H35\u{0}", "Н35.05", "H35.05-٢٢", &"9".repeat(65)]
        {
            look_up(&office, nonsense, SECRET).await.expect(422);
            look_up(&office, &code(id), nonsense).await.expect(422);
        }
        let both = office.rig.post("/v1/public/lookups", "", "", &json!({"code": "%", "secret": "", "name": 1})).await;
        assert_eq!(both.wrong_fields(), ["/code", "/name", "/secret"]);
        assert_eq!(look_up(&office, &reference(id), SECRET).await.expect(200)["status"], 3);
    })
    .await;
}
