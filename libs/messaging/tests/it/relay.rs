//! The relay: what was saved is published, whatever happens between the commit and the mark.

use chrono::TimeDelta;
use motcua_kit::{Clock, Clocks};
use motcua_messaging::Outgoing;
use motcua_testkit::service::{START, Wire};
use motcua_testkit::{Engine, Shape, clock, eventually, on_both};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::probe::{Echo, NAME, Probe};

/// A probe whose wall clock is moved by hand, so that the sweeps have their turn when the test says.
async fn probe(shape: impl Into<Shape>) -> Probe {
    let start = clock::moment(START);
    Probe::with_clocks(shape, Clocks { wall: Clock::manual(start), business: Clock::manual(start) }).await
}

fn pass(probe: &Probe, seconds: i64) {
    let wall = &probe.rig.clocks.wall;
    assert!(wall.set(wall.now() + TimeDelta::seconds(seconds)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_left_in_the_outbox_is_swept() {
    on_both(|engine| async move {
        let (mut probe, dossier) = (probe(engine).await, Uuid::now_v7());
        for label in ["1", "2", "3"] {
            probe.speak(dossier, label, false).await;
        }
        probe.crash().await;
        assert_eq!(probe.rig.state().await.outbox, 3);
        pass(&probe, 10);
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["echo of 1", "echo of 2", "echo of 3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_a_living_process_are_left_to_it_at_first() {
    let (probe, dossier) = (probe(Engine::Sqlite).await, Uuid::now_v7());
    probe.speak(dossier, "left", false).await;
    probe.speak(Uuid::now_v7(), "handed over", true).await;
    eventually("the relay has worked", || async { (probe.app.relay.moved() == 1).then_some(()) }).await;
    assert_eq!(probe.rig.state().await.outbox, 1);
    pass(&probe, 3);
    probe.rig.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["echo of left"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_publish_and_mark_means_a_repeat_without_effect() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let (mut probe, dossier) = (probe(shape).await, Uuid::now_v7());
        probe.speak(dossier, "1", true).await;
        probe.rig.assert_clean().await;
        let unmark = "UPDATE outbox SET published_at = NULL";
        probe.app.db.read().execute_unprepared(unmark).await.expect("the mark taken back");
        probe.crash().await;
        pass(&probe, 10);
        eventually("published again", || async { (probe.app.relay.moved() == 1).then_some(()) }).await;
        probe.speak(dossier, "2", true).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["echo of 1", "echo of 2"], "{shape:?}");
        assert_eq!(probe.rig.heard_of::<Echo>().len(), 2, "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_does_not_repeat_what_a_slow_subscriber_still_works_on() {
    let (probe, dossier) = (probe(Engine::Sqlite).await, Uuid::now_v7());
    let mut slow = probe.rig.bus.subscribe("slow", &[NAME]).await.expect("a subscription");
    probe.speak(dossier, "1", true).await;
    let first = slow.next(1).await;
    // Old enough for a sweep, which the second event, left by a crash, shows to have been.
    probe.speak(dossier, "2", false).await;
    pass(&probe, 10);
    let second = slow.next(1).await;
    assert_eq!(second[0].message.seq, 2, "the first was sent again while it was worked on");
    for delivery in first.into_iter().chain(second) {
        delivery.ack().await;
    }
    probe.rig.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bus_did_not_take_is_tried_again() {
    let (probe, dossier) = (probe(Engine::Sqlite).await, Uuid::now_v7());
    let mut other = probe.rig.bus.subscribe("other", &[NAME]).await.expect("a subscription");
    probe.speak(dossier, "1", true).await;
    // Dropped unsettled, as by a subscriber that died.
    drop(other.next(1).await);
    eventually("the failure is noted", || async { (probe.app.relay.under_way() == 0).then_some(()) }).await;
    pass(&probe, 10);
    for delivery in other.next(1).await {
        assert_eq!(delivery.message.seq, 1);
        delivery.ack().await;
    }
    probe.rig.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["echo of 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_event_travels_on_either_bus() {
    for wire in [Wire::Memory, Wire::Nats] {
        let (probe, dossier) = (probe(Shape { engine: Engine::Sqlite, wire }).await, Uuid::now_v7());
        probe.speak(dossier, &"x".repeat(Outgoing::MOST_BYTES - 4), true).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.rig.heard_of::<Echo>().len(), 1, "{wire:?}");
    }
}
