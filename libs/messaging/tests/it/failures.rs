//! Consumers that fail: nothing half done, nobody else held up, nothing lost, and a letter about what was given up.

use motcua_testkit::{Engine, Shape, eventually, on_both};
use uuid::Uuid;

use crate::probe::{Behaviour, Echo, Probe, intake, routing};

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_fails_after_writing_leaves_nothing_behind() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.tell("1", Behaviour::Retry);
        let first = probe.rig.say(dossier, &intake("1")).await;
        probe.rig.settle_with(1).await;
        assert!(probe.effects(dossier).await.is_empty());
        assert!(probe.rig.heard_of::<Echo>().is_empty());
        // It may succeed another time: effect, cursor and what it says then come together.
        probe.tell("1", Behaviour::Echo);
        probe.rig.deliver(&first).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "echo of 1"]);
        assert_eq!(probe.rig.heard_of::<Echo>().len(), 1);
        probe.rig.deliver(&first).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "echo of 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_dies_loses_nothing() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let (probe, dossier) = (Probe::start(shape).await, Uuid::now_v7());
        probe.tell("2", Behaviour::Panic(2));
        for label in ["1", "2", "3"] {
            probe.rig.say(dossier, &intake(label)).await;
        }
        eventually("all applied", || async { (probe.effects(dossier).await.len() == 3).then_some(()) }).await;
        probe.rig.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"], "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eighth_failure_gives_the_event_up_and_blocks_its_dossier_alone() {
    on_both(|engine| async move {
        let (probe, dossier, other) = (Probe::start(engine).await, Uuid::now_v7(), Uuid::now_v7());
        probe.tell("poison", Behaviour::Retry);
        let poison = probe.rig.next(dossier, &intake("poison"));
        let behind = probe.rig.next(dossier, &intake("behind"));
        let mut deliveries = 0;
        // A sweep in between counts as well, so the eighth failure may come with an earlier delivery.
        let (state, attempts) = loop {
            deliveries += 1;
            probe.rig.deliver(&poison).await;
            match probe.waiting(poison.id).await {
                (state, attempts) if state == "parked" => assert!(attempts < 8, "{attempts}"),
                dead => break dead,
            }
        };
        assert_eq!((state.as_str(), attempts), ("dead", 8));
        assert!(deliveries <= 8, "{deliveries}");
        assert_eq!(probe.outbox(None).await, [("motcua.dlq.probe.submitted".to_owned(), 1)]);
        // Behind it nothing passes, not even when it would succeed now; other dossiers and producers go on.
        probe.relent("poison");
        probe.rig.deliver(&behind).await;
        probe.rig.deliver(&poison).await;
        probe.rig.say(other, &intake("other")).await;
        probe.rig.say(dossier, &routing("other producer")).await;
        assert_eq!(probe.rig.settle_with(1).await.dead, 1);
        assert_eq!(probe.effects(dossier).await, ["other producer"]);
        assert_eq!(probe.effects(other).await, ["other"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_never_will_is_given_up_at_once_and_leaves_nothing_behind() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.tell("2", Behaviour::Reject);
        probe.rig.say(dossier, &intake("1")).await;
        let rejected = probe.rig.say(dossier, &intake("2")).await;
        assert_eq!(probe.rig.settle_with(0).await.dead, 1);
        assert_eq!(probe.effects(dossier).await, ["1"]);
        // Delivered again it stays dead: it is not parked, and no second letter is written.
        probe.rig.deliver(&rejected).await;
        let state = probe.rig.settle_with(0).await;
        assert_eq!((state.parked, state.dead), (0, 1));
        assert_eq!(probe.outbox(None).await.len(), 1);
        assert_eq!(probe.effects(dossier).await, ["1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_fails_behind_a_gap_is_not_held_against_its_predecessor() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.tell("2", Behaviour::Retry);
        let [first, second] = ["1", "2"].map(|label| probe.rig.next(dossier, &intake(label)));
        probe.rig.deliver(&second).await;
        probe.rig.deliver(&first).await;
        assert_eq!(probe.effects(dossier).await, ["1"]);
        for _ in 0..8 {
            probe.rig.deliver(&second).await;
        }
        let state = probe.rig.settle_with(0).await;
        assert_eq!((state.dead, probe.effects(dossier).await), (1, vec!["1".to_owned()]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_event_that_fails_does_not_hold_up_its_batch() {
    let (probe, dossiers) = (Probe::start(Engine::Sqlite).await, [(); 20].map(|()| Uuid::now_v7()));
    probe.tell("bad", Behaviour::Retry);
    let messages: Vec<_> = dossiers
        .iter()
        .enumerate()
        .map(|(place, dossier)| probe.rig.next(*dossier, &intake(if place == 7 { "bad" } else { "good" })))
        .collect();
    futures::future::join_all(messages.iter().map(|message| probe.rig.deliver(message))).await;
    probe.rig.settle_with(1).await;
    for (place, dossier) in dossiers.into_iter().enumerate() {
        assert_eq!(probe.effects(dossier).await.len(), usize::from(place != 7), "{place}");
    }
}
