//! What happens to a dossier besides its status: forwarding, moves, promised dates, opinions, payments.

use motcua_reporting::{Received, Resolved};
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{
    SECRET, accepted, begin, code, collected, completed, extended, forwarded, moved, opened, opinion_given,
    opinion_requested, started, submitted,
};
use crate::fixture::{Fixture, HEALTH, PLANNING, WATER};

const DUE: &str = "2022-03-17 17:00";

async fn look_up(fixture: &Fixture, id: Uuid) -> Value {
    fixture.service.post("/v1/public/lookups", "", "", &json!({"code": code(id), "secret": SECRET})).await.expect(200)
}

fn kinds(shown: &Value) -> Vec<&str> {
    let lines = shown["timeline"].as_array().expect("lines").iter();
    lines.filter_map(|line| line["what"].as_str()).collect()
}

#[tokio::test]
async fn a_forwarded_dossier_is_counted_from_its_acceptance() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = Uuid::now_v7();
        fixture.publish(id, "2022-03-14 08:00", &submitted(id, HEALTH, "counter")).await;
        fixture.publish(id, "2022-03-14 08:30", &forwarded(id, HEALTH)).await;
        fixture.service.assert_clean().await;
        let shown = look_up(&fixture, id).await;
        assert_eq!((&shown["status"], &shown["agency"]["code"], shown.get("dueAt")), (&json!(2), &json!(HEALTH), None));
        assert_eq!(kinds(&shown), ["forwarded"]);
        assert_eq!(fixture.review("2021-12-15", "2022-12-14", None).await.received, Received::default());
        fixture.publish(id, "2022-12-15 09:00", &accepted(id, HEALTH, "counter", "2022-12-20 17:00")).await;
        fixture.publish(id, "2022-12-15 09:00", &started(id, "2022-12-20 17:00")).await;
        assert_eq!(fixture.review("2021-12-15", "2022-12-14", None).await.received, Received::default());
        let next = fixture.review("2022-12-15", "2023-12-14", None).await;
        assert_eq!(next.received, Received { total: 1, online: 0, counter: 1, carried_over: 0 });
        let statuses: Vec<_> = look_up(&fixture, id).await["timeline"].as_array().unwrap().clone();
        assert_eq!(statuses.iter().map(|line| line["status"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 2, 4]);
    })
    .await;
}

#[tokio::test]
async fn a_promised_date_does_not_make_a_late_dossier_on_time() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", DUE).await;
        fixture.publish(id, "2022-03-17 16:00", &extended(id, "2022-03-22 17:00")).await;
        fixture.service.assert_clean().await;
        let shown = look_up(&fixture, id).await;
        assert_eq!((&shown["dueOn"], &shown["promisedOn"]), (&json!("2022-03-17"), &json!("2022-03-22")));
        assert_eq!(shown["promisedAt"], "2022-03-22T10:00:00Z");
        assert_eq!(kinds(&shown), ["extended"]);
        assert_eq!(shown["timeline"][3]["promisedAt"], "2022-03-22T10:00:00Z");
        fixture.publish(id, "2022-03-21 08:00", &completed(id, DUE)).await;
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
    })
    .await;
}

#[tokio::test]
async fn the_timeline_shows_opinions_payments_and_moves() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", DUE).await;
        fixture.publish(id, "2022-03-14 08:00", &opened(id, 2)).await;
        fixture.publish(id, "2022-03-14 09:00", &collected(id, 150_000, "online")).await;
        fixture.publish(id, "2022-03-14 10:00", &opinion_requested(id, HEALTH)).await;
        fixture.publish(id, "2022-03-15 10:00", &opinion_given(id)).await;
        fixture.publish(id, "2022-03-15 11:00", &moved(id, &format!("{WATER}.02"))).await;
        fixture.service.assert_clean().await;
        let public = look_up(&fixture, id).await;
        let expected = ["feeCollected", "opinionRequested", "opinionGiven", "moved"];
        assert_eq!(kinds(&public), expected);
        let lines = public["timeline"].as_array().unwrap();
        assert_eq!((&lines[3]["amountVnd"], &lines[3]["status"]), (&json!(150_000), &json!(4)));
        assert_eq!(lines[4]["text"]["vi"], "Đang lấy ý kiến");
        assert_eq!((&lines[4]["unit"], &lines[4]["unitName"]), (&json!("H35.15.02"), &json!("Phòng Nghiệp vụ")));
        assert_eq!((&lines[6]["unit"], &lines[6]["unitName"]), (&json!("H35.31.02"), &json!("Phòng Nghiệp vụ")));
        assert_eq!(public["agency"]["code"], PLANNING);
        let staff = fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &fixture.director()).await.expect(200);
        assert_eq!(kinds(&staff), expected);
        assert_eq!(staff["timeline"][5]["text"]["vi"], "Lấy ý kiến phối hợp");
    })
    .await;
}
