//! The relay: every committed event is published, whatever happens between the commit and the mark.

use motcua_messaging::{OutboxEvent, republish_all};
use motcua_testkit::service::Transport;
use motcua_testkit::{Engine, Shape, eventually, on_both};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::fixture::{Behaviour, Echo, NAME, Probe, intake};

#[tokio::test(flavor = "multi_thread")]
async fn events_that_a_crash_left_in_the_outbox_are_published_at_the_next_start() {
    on_both(|engine| async move {
        let (mut probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.crash().await;
        for label in ["1", "2", "3"] {
            probe.speak(dossier, label).await;
        }
        assert!(!probe.service.state().await.is_idle());
        probe.restart().await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["echo of 1", "echo of 2", "echo of 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_publish_and_mark_republishes_without_effect() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let (mut probe, dossier) = (Probe::start(shape).await, Uuid::now_v7());
        probe.speak(dossier, "1").await;
        probe.service.assert_clean().await;
        probe.crash().await;
        let unmark = "UPDATE outbox SET published_at = NULL";
        probe.app.resources.db.read().execute_unprepared(unmark).await.expect("the mark removed");
        probe.restart().await;
        eventually("published again", || async { (probe.service.state().await.published == 1).then_some(()) }).await;
        probe.speak(dossier, "2").await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["echo of 1", "echo of 2"], "{shape:?}");
        assert_eq!(probe.service.published_of::<Echo>().len(), 2, "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_in_flight_is_not_published_again() {
    let (probe, dossier) = (Probe::start(Engine::Sqlite).await, Uuid::now_v7());
    let mut slow = probe.service.bus.subscribe("slow", &[NAME]).await.expect("a subscription");
    probe.speak(dossier, "1").await;
    let first = slow.next(1).await;
    // The second commit wakes the relay, which reads the outbox again.
    probe.speak(dossier, "2").await;
    let second = slow.next(1).await;
    assert_eq!(second[0].message.seq, 2, "the first was published again while it was in flight");
    for delivery in first.into_iter().chain(second) {
        delivery.ack().await;
    }
    probe.service.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_the_bus_did_not_take_is_published_again() {
    let (probe, dossier) = (Probe::start(Engine::Sqlite).await, Uuid::now_v7());
    let mut other = probe.service.bus.subscribe("other", &[NAME]).await.expect("a subscription");
    probe.speak(dossier, "1").await;
    // Dropped unsettled, as by a subscriber that crashed.
    drop(other.next(1).await);
    for delivery in other.next(1).await {
        assert_eq!(delivery.message.seq, 1);
        delivery.ack().await;
    }
    probe.service.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["echo of 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn republishing_an_outbox_has_no_second_effect() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.speak(dossier, "1").await;
        probe.service.assert_clean().await;
        assert_eq!(republish_all(&probe.app.resources.db).await.expect("a count"), 1);
        eventually("published twice", || async { (probe.service.state().await.published == 2).then_some(()) }).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["echo of 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn republishing_an_outbox_leaves_dead_letters_alone() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("1", Behaviour::Reject);
        probe.service.publish(dossier, &intake("1")).await;
        assert_eq!(probe.service.settle_with(0).await.dead, 1);
        assert_eq!(probe.outbox(None).await.len(), 1);
        assert_eq!(republish_all(&probe.app.resources.db).await.expect("a count"), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_event_is_published_on_either_bus() {
    for transport in [Transport::Memory, Transport::Nats] {
        let (probe, dossier) = (Probe::start(Shape { engine: Engine::Sqlite, transport }).await, Uuid::now_v7());
        probe.speak(dossier, &"x".repeat(OutboxEvent::MOST_BYTES - 4)).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.service.published_of::<Echo>().len(), 1, "{transport:?}");
    }
}
