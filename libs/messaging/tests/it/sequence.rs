//! The sequence check, end to end: order, duplicates, predecessors from other producers, forged numbers.

use futures::future::join_all;
use motcua_testkit::service::{START, numbered};
use motcua_testkit::{Engine, clock, eventually, on_both};
use uuid::Uuid;

use crate::fixture::{Behaviour, Probe, intake, routing};

#[tokio::test(flavor = "multi_thread")]
async fn early_events_are_parked_until_their_turn() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let [first, second, third] = ["1", "2", "3"].map(|label| probe.service.next(dossier, &intake(label)));
        probe.service.deliver(&third).await;
        probe.service.deliver(&second).await;
        probe.service.settle_with(2).await;
        assert!(probe.effects(dossier).await.is_empty());
        probe.service.deliver(&first).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_delivered_again_has_no_second_effect() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let [first, second, third] = ["1", "2", "3"].map(|label| probe.service.next(dossier, &intake(label)));
        for message in [&first, &first, &third, &third, &second, &first, &third, &second] {
            probe.service.deliver(message).await;
        }
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_needs_another_producer_follows_it_at_once() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("started", Behaviour::After("accepted"));
        probe.service.publish(dossier, &routing("started")).await;
        probe.service.publish(dossier, &routing("opened")).await;
        // Another dossier's events do not help.
        probe.service.publish(Uuid::now_v7(), &intake("accepted")).await;
        probe.service.settle_with(2).await;
        assert!(probe.effects(dossier).await.is_empty());
        probe.service.publish(dossier, &intake("accepted")).await;
        // In the transaction of the predecessor, not at the next sweep.
        assert_eq!(probe.effects(dossier).await, ["accepted", "started", "opened"]);
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_retries_parked_events() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("started", Behaviour::After("something else"));
        probe.service.publish(dossier, &routing("started")).await;
        probe.service.settle_with(1).await;
        probe.unscript("started");
        eventually("a sweep", || async { (probe.effects(dossier).await == ["started"]).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stuck_dossiers_do_not_starve_others_in_the_sweep() {
    // More than one sweep takes, and before the other in the order of the sweep.
    const STUCK: usize = 300;
    let (probe, at) = (Probe::start(Engine::Sqlite).await, clock::moment(START));
    let stuck: Vec<_> = (0..STUCK).map(|_| numbered(Uuid::now_v7(), 2, &intake("2"), at)).collect();
    join_all(stuck.iter().map(|message| probe.service.deliver(message))).await;
    let dossier = Uuid::now_v7();
    probe.script("started", Behaviour::After("something else"));
    probe.service.publish(dossier, &routing("started")).await;
    probe.unscript("started");
    eventually("a sweep", || async { (probe.effects(dossier).await == ["started"]).then_some(()) }).await;
    assert_eq!(probe.service.settle_with(300).await.dead, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_events_with_one_number_the_first_is_applied() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let at = probe.service.clocks.business.now();
        probe.service.publish(dossier, &intake("1")).await;
        let forged = numbered(dossier, 1, &intake("forged"), at);
        probe.service.deliver(&forged).await;
        // The bus may bring it twice: one letter is enough.
        probe.service.deliver(&forged).await;
        assert_eq!(probe.service.settle_with(0).await.dead, 1);
        probe.service.publish(dossier, &intake("2")).await;
        assert_eq!(probe.effects(dossier).await, ["1", "2"]);
        assert_eq!(probe.outbox(None).await, [("motcua.dlq.probe.submitted".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_number_does_not_replace_a_parked_event() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let at = probe.service.clocks.business.now();
        let [first, second] = ["1", "2"].map(|label| probe.service.next(dossier, &intake(label)));
        probe.service.deliver(&second).await;
        probe.service.deliver(&numbered(dossier, 2, &intake("forged"), at)).await;
        probe.service.deliver(&numbered(dossier, 0, &intake("forged"), at)).await;
        assert_eq!(probe.service.settle_with(1).await.dead, 2);
        probe.service.deliver(&first).await;
        assert_eq!(probe.effects(dossier).await, ["1", "2"]);
        assert_eq!(probe.service.settle_with(0).await.dead, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_without_a_handler_only_moves_the_cursor() {
    let (probe, dossier) = (Probe::start(Engine::Sqlite).await, Uuid::now_v7());
    let refused = motcua_contracts::intake::DossierRefused { dossier_id: dossier.to_string() };
    probe.service.publish(dossier, &refused).await;
    probe.service.publish(dossier, &intake("2")).await;
    probe.service.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_number_does_not_pass_a_failing_event() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("failing", Behaviour::Retry);
        let failing = probe.service.publish(dossier, &intake("failing")).await;
        probe.service.settle_with(1).await;
        let mut other = probe.service.next(dossier, &intake("other"));
        other.seq = failing.seq;
        probe.service.deliver(&other).await;
        assert_eq!(probe.service.settle_with(1).await.dead, 1);
        assert_eq!((probe.reason(other.id).await, probe.reason(failing.id).await), ("conflict".into(), "retry".into()));
        probe.unscript("failing");
        eventually("the first one is applied", || async {
            (probe.effects(dossier).await == ["failing"]).then_some(())
        })
        .await;
    })
    .await;
}
