//! Producers are heard in any order, and the end is always the same.

use motcua_messaging::Message;
use motcua_testkit::on_both;
use serde_json::Value;
use uuid::Uuid;

use crate::events::{
    accepted, collected, completed, opened, opinion_given, opinion_requested, papers_needed, paused, rated, recalled,
    reopened, resumed, returned, started, submitted,
};
use crate::office::{HEALTH, Office, PLANNING};

/// A life with a supplement, an opinion, a fee and a result that came back, by producer: intake, routing, processing, results, ratings.
fn life(office: &Office, id: Uuid) -> [Vec<Message>; 5] {
    let due = "2022-03-17 17:00";
    let moved = "2022-03-22 17:00";
    let intake = vec![
        office.event(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")),
        office.event(id, "2022-03-14 09:00", &accepted(id, PLANNING, "online", due)),
        office.event(id, "2022-03-16 10:00", &collected(id, 50_000, "online")),
    ];
    let routing = vec![
        office.event(id, "2022-03-14 09:00", &started(id, due)),
        office.event(id, "2022-03-14 09:00", &opened(id, 2)),
        office.event(id, "2022-03-15 08:00", &paused(id)),
        office.event(id, "2022-03-18 08:00", &resumed(id, moved)),
        office.event(id, "2022-03-19 08:00", &opened(id, 3)),
        office.event(id, "2022-03-21 15:00", &completed(id, moved)),
        office.event(id, "2022-03-21 16:00", &reopened(id, moved)),
        office.event(id, "2022-03-21 16:00", &opened(id, 4)),
        office.event(id, "2022-03-21 17:00", &completed(id, moved)),
    ];
    let processing = vec![
        office.event(id, "2022-03-14 10:00", &opinion_requested(id, HEALTH)),
        office.event(id, "2022-03-14 16:00", &opinion_given(id)),
        office.event(id, "2022-03-15 08:00", &papers_needed(id, "2022-04-15")),
    ];
    let results =
        vec![office.event(id, "2022-03-21 16:00", &recalled(id)), office.event(id, "2022-03-22 08:00", &returned(id))];
    let ratings = vec![office.event(id, "2022-03-22 08:05", &rated(id, "verySatisfied"))];
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

async fn told(office: &Office, id: Uuid, director: &str) -> Value {
    let mut answer = office.rig.get(&format!("/v1/dossiers/{id}/timeline"), director).await.expect(200);
    answer["id"] = Value::Null;
    answer["code"] = Value::Null;
    answer
}

#[tokio::test]
async fn whichever_producer_is_heard_first_the_timeline_is_the_same() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (mut ids, orders) = (Vec::new(), orders((0..5).collect()));
        for order in &orders {
            let id = Uuid::now_v7();
            let mut life = life(&office, id);
            for producer in order {
                for message in life[*producer].drain(..) {
                    office.rig.deliver(&message).await;
                }
            }
            ids.push(id);
        }
        let review = office.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.resolved.early, 120);
        assert_eq!(review.ratings.very_satisfied, 120);
        let director = office.director();
        let usual = told(&office, ids[0], &director).await;
        assert_eq!(usual["timeline"].as_array().unwrap().len(), 15);
        assert_eq!(usual["status"], 10);
        for (id, order) in ids.into_iter().zip(orders) {
            assert_eq!(told(&office, id, &director).await, usual, "{order:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_comes_too_early_waits_and_changes_nothing() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let id = Uuid::now_v7();
        let [intake, routing, _, results, _] = life(&office, id);
        office.rig.deliver(&results[0]).await;
        office.rig.deliver(&routing[0]).await;
        office.rig.deliver(&intake[0]).await;
        office.rig.settle_with(2).await;
        let waiting = told(&office, id, &office.director()).await;
        assert_eq!((waiting["status"].as_i64(), waiting["timeline"].as_array().unwrap().len()), (Some(1), 1));
        for message in intake.iter().chain(&routing).chain(&results[1..]) {
            office.rig.deliver(message).await;
        }
        office.rig.assert_clean().await;
        let done = told(&office, id, &office.director()).await;
        assert_eq!(done["status"], 10);
    })
    .await;
}
