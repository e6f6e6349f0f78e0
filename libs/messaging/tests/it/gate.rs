//! The sequence gate, end to end: order, duplicates, predecessors from other producers, forged numbers.

use futures::future::join_all;
use motcua_testkit::service::{START, numbered};
use motcua_testkit::{Engine, clock, eventually, on_both};
use uuid::Uuid;

use crate::probe::{Behaviour, Probe, intake, routing};

#[tokio::test(flavor = "multi_thread")]
async fn events_that_come_early_wait_for_their_turn() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let [first, second, third] = ["1", "2", "3"].map(|label| probe.rig.next(dossier, &intake(label)));
        probe.rig.deliver(&third).await;
        probe.rig.deliver(&second).await;
        probe.rig.settle_with(2).await;
        assert!(probe.effects(dossier).await.is_empty());
        probe.rig.deliver(&first).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_delivered_again_has_no_second_effect() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let [first, second, third] = ["1", "2", "3"].map(|label| probe.rig.next(dossier, &intake(label)));
        for message in [&first, &first, &third, &third, &second, &first, &third, &second] {
            probe.rig.deliver(message).await;
        }
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_waits_for_the_other_producer_and_follows_it_at_once() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.tell("started", Behaviour::After("accepted"));
        probe.rig.say(dossier, &routing("started")).await;
        probe.rig.say(dossier, &routing("opened")).await;
        // Another dossier's events do not help.
        probe.rig.say(Uuid::now_v7(), &intake("accepted")).await;
        probe.rig.settle_with(2).await;
        assert!(probe.effects(dossier).await.is_empty());
        probe.rig.say(dossier, &intake("accepted")).await;
        // In the transaction of the predecessor, not at the next sweep.
        assert_eq!(probe.effects(dossier).await, ["accepted", "started", "opened"]);
        probe.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_tries_again_what_waits() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.tell("started", Behaviour::After("something else"));
        probe.rig.say(dossier, &routing("started")).await;
        probe.rig.settle_with(1).await;
        probe.relent("started");
        eventually("a sweep", || async { (probe.effects(dossier).await == ["started"]).then_some(()) }).await;
        probe.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_dossiers_that_cannot_move_do_not_keep_others_from_the_sweep() {
    // More than one sweep takes, and before the other in the order of the sweep.
    const STUCK: usize = 300;
    let (probe, at) = (Probe::start(Engine::Sqlite).await, clock::moment(START));
    let stuck: Vec<_> = (0..STUCK).map(|_| numbered(Uuid::now_v7(), 2, &intake("2"), at)).collect();
    join_all(stuck.iter().map(|message| probe.rig.deliver(message))).await;
    let dossier = Uuid::now_v7();
    probe.tell("started", Behaviour::After("something else"));
    probe.rig.say(dossier, &routing("started")).await;
    probe.relent("started");
    eventually("a sweep", || async { (probe.effects(dossier).await == ["started"]).then_some(()) }).await;
    assert_eq!(probe.rig.settle_with(300).await.dead, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_events_with_one_number_keep_the_first_and_block_nothing() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let at = probe.rig.clocks.business.now();
        probe.rig.say(dossier, &intake("1")).await;
        let forged = numbered(dossier, 1, &intake("forged"), at);
        probe.rig.deliver(&forged).await;
        // The bus may bring it twice: one letter is enough.
        probe.rig.deliver(&forged).await;
        assert_eq!(probe.rig.settle_with(0).await.dead, 1);
        probe.rig.say(dossier, &intake("2")).await;
        assert_eq!(probe.effects(dossier).await, ["1", "2"]);
        assert_eq!(probe.outbox(None).await, [("motcua.dlq.probe.submitted".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_number_does_not_replace_an_event_that_waits() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let at = probe.rig.clocks.business.now();
        let [first, second] = ["1", "2"].map(|label| probe.rig.next(dossier, &intake(label)));
        probe.rig.deliver(&second).await;
        probe.rig.deliver(&numbered(dossier, 2, &intake("forged"), at)).await;
        probe.rig.deliver(&numbered(dossier, 0, &intake("forged"), at)).await;
        assert_eq!(probe.rig.settle_with(1).await.dead, 2);
        probe.rig.deliver(&first).await;
        assert_eq!(probe.effects(dossier).await, ["1", "2"]);
        assert_eq!(probe.rig.settle_with(0).await.dead, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_nobody_has_a_function_for_only_moves_the_cursor() {
    let (probe, dossier) = (Probe::start(Engine::Sqlite).await, Uuid::now_v7());
    let refused = motcua_contracts::intake::DossierRefused { dossier_id: dossier.to_string() };
    probe.rig.say(dossier, &refused).await;
    probe.rig.say(dossier, &intake("2")).await;
    probe.rig.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["2"]);
}
