//! Events of different producers arrive in any order, and the result is always the same.

use motcua_contracts::routing::JourneyPaused;
use motcua_messaging::Message;
use motcua_testkit::on_both;
use serde_json::Value;
use uuid::Uuid;

use crate::events::{
    accepted, begin, collected, completed, opened, opinion_given, opinion_requested, papers_needed, paused, rated,
    recalled, reopened, resumed, returned, started, submitted,
};
use crate::fixture::{Fixture, HEALTH, PLANNING};

/// The events of a dossier with a supplement, an opinion, a fee and a result that came back, by producer: intake,
/// routing, processing, results, ratings.
fn life(fixture: &Fixture, id: Uuid) -> [Vec<Message>; 5] {
    let due = "2022-03-17 17:00";
    let moved = "2022-03-22 17:00";
    let intake = vec![
        fixture.event(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")),
        fixture.event(id, "2022-03-14 09:00", &accepted(id, PLANNING, "online", due)),
        fixture.event(id, "2022-03-16 10:00", &collected(id, 50_000, "online")),
    ];
    let routing = vec![
        fixture.event(id, "2022-03-14 09:00", &started(id, due)),
        fixture.event(id, "2022-03-14 09:00", &opened(id, 2)),
        fixture.event(id, "2022-03-15 08:00", &paused(id)),
        fixture.event(id, "2022-03-18 08:00", &resumed(id, moved)),
        fixture.event(id, "2022-03-19 08:00", &opened(id, 3)),
        fixture.event(id, "2022-03-21 15:00", &completed(id, moved)),
        fixture.event(id, "2022-03-21 16:00", &reopened(id, moved)),
        fixture.event(id, "2022-03-21 16:00", &opened(id, 4)),
        fixture.event(id, "2022-03-21 17:00", &completed(id, moved)),
    ];
    let processing = vec![
        fixture.event(id, "2022-03-14 10:00", &opinion_requested(id, HEALTH)),
        fixture.event(id, "2022-03-14 16:00", &opinion_given(id)),
        fixture.event(id, "2022-03-15 08:00", &papers_needed(id, "2022-04-15")),
    ];
    let results = vec![
        fixture.event(id, "2022-03-21 16:00", &recalled(id)),
        fixture.event(id, "2022-03-22 08:00", &returned(id)),
    ];
    let ratings = vec![fixture.event(id, "2022-03-22 08:05", &rated(id, "verySatisfied"))];
    [intake, routing, processing, results, ratings]
}

fn orders(left: Vec<usize>) -> Vec<Vec<usize>> {
    if left.is_empty() {
        return vec![Vec::new()];
    }
    let begin_with = |first: usize| {
        let rest = left.iter().copied().filter(|other| *other != first).collect();
        orders(rest).into_iter().map(move |order| [vec![first], order].concat())
    };
    left.iter().copied().flat_map(begin_with).collect()
}

async fn timeline(fixture: &Fixture, id: Uuid, director: &str) -> Value {
    let mut answer = fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), director).await.expect(200);
    answer["id"] = Value::Null;
    answer["code"] = Value::Null;
    answer
}

#[tokio::test]
async fn the_timeline_does_not_depend_on_the_order_of_producers() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (mut ids, orders) = (Vec::new(), orders((0..5).collect()));
        for order in &orders {
            let id = Uuid::now_v7();
            let mut life = life(&fixture, id);
            for producer in order {
                for message in life[*producer].drain(..) {
                    fixture.service.deliver(&message).await;
                }
            }
            ids.push(id);
        }
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.resolved.early, 120);
        assert_eq!(review.ratings.very_satisfied, 120);
        let director = fixture.director();
        let usual = timeline(&fixture, ids[0], &director).await;
        assert_eq!(usual["timeline"].as_array().unwrap().len(), 15);
        assert_eq!(usual["status"], 10);
        for (id, order) in ids.into_iter().zip(orders) {
            assert_eq!(timeline(&fixture, id, &director).await, usual, "{order:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_early_event_waits_and_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = Uuid::now_v7();
        let [intake, routing, _, results, _] = life(&fixture, id);
        fixture.service.deliver(&results[0]).await;
        fixture.service.deliver(&routing[0]).await;
        fixture.service.deliver(&intake[0]).await;
        fixture.service.settle_with(2).await;
        let waiting = timeline(&fixture, id, &fixture.director()).await;
        assert_eq!((waiting["status"].as_i64(), waiting["timeline"].as_array().unwrap().len()), (Some(1), 1));
        for message in intake.iter().chain(&routing).chain(&results[1..]) {
            fixture.service.deliver(message).await;
        }
        fixture.service.assert_clean().await;
        let done = timeline(&fixture, id, &fixture.director()).await;
        assert_eq!(done["status"], 10);
    })
    .await;
}

#[tokio::test]
async fn a_status_or_score_of_a_newer_release_parks_the_event() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.publish(id, "2022-03-15 08:00", &JourneyPaused { status: 11, ..paused(id) }).await;
        fixture.publish(id, "2022-03-15 08:00", &rated(id, "delighted")).await;
        let state = fixture.service.settle_with(2).await;
        assert_eq!(state.dead, 0);
        let shown = timeline(&fixture, id, &fixture.director()).await;
        assert_eq!(shown["status"], 4);
    })
    .await;
}
