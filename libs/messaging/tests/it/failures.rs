//! Handlers that fail: no partial effect, no delay for others, no loss, and a dead letter for what cannot be applied.

use motcua_contracts::ratings::RatingRecorded;
use motcua_testkit::{Engine, Shape, eventually, on_both};
use uuid::Uuid;

use crate::fixture::{Behaviour, Echo, Probe, intake, routing};

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_fails_after_writing_leaves_nothing() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("1", Behaviour::Retry);
        let first = probe.service.publish(dossier, &intake("1")).await;
        probe.service.settle_with(1).await;
        assert!(probe.effects(dossier).await.is_empty());
        assert!(probe.service.published_of::<Echo>().is_empty());
        // A retry may succeed; effect, cursor and published events are then one commit.
        probe.script("1", Behaviour::Echo);
        probe.service.deliver(&first).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "echo of 1"]);
        assert_eq!(probe.service.published_of::<Echo>().len(), 1);
        probe.service.deliver(&first).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "echo of 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_panics_loses_nothing() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let (probe, dossier) = (Probe::start(shape).await, Uuid::now_v7());
        probe.script("2", Behaviour::Panic(2));
        for label in ["1", "2", "3"] {
            probe.service.publish(dossier, &intake(label)).await;
        }
        eventually("all applied", || async { (probe.effects(dossier).await.len() == 3).then_some(()) }).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["1", "2", "3"], "{shape:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eighth_failure_dead_letters_the_event_and_blocks_only_its_dossier() {
    on_both(|engine| async move {
        let (probe, dossier, other) = (Probe::start(engine).await, Uuid::now_v7(), Uuid::now_v7());
        probe.script("poison", Behaviour::Retry);
        let poison = probe.service.next(dossier, &intake("poison"));
        let behind = probe.service.next(dossier, &intake("behind"));
        let mut deliveries = 0;
        // A sweep in between counts as well, so the eighth failure may come with an earlier delivery.
        let (state, attempts) = loop {
            deliveries += 1;
            probe.service.deliver(&poison).await;
            match probe.waiting(poison.id).await {
                (state, attempts) if state == "parked" => assert!(attempts < 8, "{attempts}"),
                dead => break dead,
            }
        };
        assert_eq!((state.as_str(), attempts), ("dead", 8));
        assert!(deliveries <= 8, "{deliveries}");
        assert_eq!(probe.outbox(None).await, [("motcua.dlq.probe.submitted".to_owned(), 1)]);
        // Behind it nothing passes, not even when it would succeed now; other dossiers and producers go on.
        probe.unscript("poison");
        probe.service.deliver(&behind).await;
        probe.service.deliver(&poison).await;
        probe.service.publish(other, &intake("other")).await;
        probe.service.publish(dossier, &routing("other producer")).await;
        assert_eq!(probe.service.settle_with(1).await.dead, 1);
        assert_eq!(probe.effects(dossier).await, ["other producer"]);
        assert_eq!(probe.effects(other).await, ["other"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_event_is_dead_at_once_and_leaves_nothing() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("2", Behaviour::Reject);
        probe.service.publish(dossier, &intake("1")).await;
        let rejected = probe.service.publish(dossier, &intake("2")).await;
        assert_eq!(probe.service.settle_with(0).await.dead, 1);
        assert_eq!(probe.effects(dossier).await, ["1"]);
        // Delivered again it stays dead: it is not parked, and no second letter is written.
        probe.service.deliver(&rejected).await;
        let state = probe.service.settle_with(0).await;
        assert_eq!((state.parked, state.dead), (0, 1));
        assert_eq!(probe.outbox(None).await.len(), 1);
        assert_eq!(probe.effects(dossier).await, ["1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_event_does_not_undo_its_predecessor() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("2", Behaviour::Retry);
        let [first, second] = ["1", "2"].map(|label| probe.service.next(dossier, &intake(label)));
        probe.service.deliver(&second).await;
        probe.service.deliver(&first).await;
        assert_eq!(probe.effects(dossier).await, ["1"]);
        for _ in 0..8 {
            probe.service.deliver(&second).await;
        }
        let state = probe.service.settle_with(0).await;
        assert_eq!((state.dead, probe.effects(dossier).await), (1, vec!["1".to_owned()]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_event_does_not_delay_its_batch() {
    let (probe, dossiers) = (Probe::start(Engine::Sqlite).await, [(); 20].map(|()| Uuid::now_v7()));
    probe.script("bad", Behaviour::Retry);
    let messages: Vec<_> = dossiers
        .iter()
        .enumerate()
        .map(|(place, dossier)| probe.service.next(*dossier, &intake(if place == 7 { "bad" } else { "good" })))
        .collect();
    futures::future::join_all(messages.iter().map(|message| probe.service.deliver(message))).await;
    probe.service.settle_with(1).await;
    for (place, dossier) in dossiers.into_iter().enumerate() {
        assert_eq!(probe.effects(dossier).await.len(), usize::from(place != 7), "{place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_writes_before_not_yet_leaves_nothing_and_the_event_waits() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("1", Behaviour::WriteThenNotYet);
        probe.service.publish(dossier, &intake("1")).await;
        assert_eq!(probe.service.settle_with(1).await.dead, 0);
        assert!(probe.effects(dossier).await.is_empty());
        // The next event of the dossier retries what is parked.
        probe.unscript("1");
        probe.service.publish(dossier, &routing("2")).await;
        eventually("all applied", || async { (probe.effects(dossier).await.len() == 2).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deferred_write_without_its_row_parks_the_event() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("1", Behaviour::ChangeAnother("2"));
        probe.service.publish(dossier, &intake("1")).await;
        assert_eq!(probe.service.settle_with(1).await.dead, 0);
        assert!(probe.effects(dossier).await.is_empty());
        probe.service.publish(dossier, &routing("2")).await;
        probe.service.assert_clean().await;
        assert_eq!(probe.effects(dossier).await, ["2", "1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_of_the_database_is_no_failed_attempt() {
    let (probe, dossier) = (Probe::start(Engine::Sqlite).await, Uuid::now_v7());
    probe.script("1", Behaviour::Unavailable);
    let message = probe.service.next(dossier, &intake("1"));
    for _ in 0..20 {
        assert!(probe.service.bus.publish(message.clone()).await.is_err(), "the bus delivers it again");
    }
    probe.unscript("1");
    probe.service.deliver(&message).await;
    probe.service.assert_clean().await;
    assert_eq!(probe.effects(dossier).await, ["1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_replica_parks_the_events_of_a_new_subscription_for_the_next_release() {
    let subscription = ["intake", "routing", "probe", "ratings"];
    let (probe, dossier) = (Probe::subscribed_to(Shape::CLUSTER, &subscription).await, Uuid::now_v7());
    let newer = probe.service.publish(dossier, &RatingRecorded::default()).await;
    // More than the broker delivers before it waits for answers.
    for _ in 0..300 {
        probe.service.publish(Uuid::now_v7(), &RatingRecorded::default()).await;
    }
    probe.service.publish(dossier, &intake("1")).await;
    assert_eq!(probe.service.settle_with(301).await.dead, 0);
    assert_eq!(probe.effects(dossier).await, ["1"]);
    assert_eq!(
        (probe.reason(newer.id).await, probe.producers_applied(dossier).await),
        ("unknown".into(), vec!["intake".into()])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_another_producer_cost_a_failing_one_no_attempt() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("failing", Behaviour::Retry);
        probe.service.publish(dossier, &intake("failing")).await;
        for label in 0..12 {
            probe.service.publish(dossier, &routing(&label.to_string())).await;
        }
        assert_eq!(probe.service.settle_with(1).await.dead, 0);
        assert_eq!(probe.effects(dossier).await.len(), 12);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_with_an_unknown_value_is_parked_until_a_release_knows_it() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        probe.script("new", Behaviour::Unknown);
        let unknown = probe.service.publish(dossier, &intake("new")).await;
        let behind = probe.service.publish(dossier, &intake("behind")).await;
        assert_eq!(probe.service.settle_with(2).await.dead, 0);
        assert_eq!((probe.reason(unknown.id).await, probe.reason(behind.id).await), ("unknown".into(), "gap".into()));
        assert!(probe.effects(dossier).await.is_empty());
        probe.unscript("new");
        // The next event of the dossier retries what is parked.
        probe.service.publish(dossier, &routing("next")).await;
        eventually("all applied", || async { (probe.effects(dossier).await.len() == 3).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_an_unknown_type_is_parked_and_never_skipped() {
    on_both(|engine| async move {
        let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
        let mut message = probe.service.next(dossier, &intake("x"));
        message.subject = "motcua.v1.intake.dossier.of-a-newer-release".into();
        probe.service.deliver(&message).await;
        probe.service.publish(dossier, &intake("behind")).await;
        assert_eq!(probe.service.settle_with(2).await.dead, 0);
        assert_eq!(probe.reason(message.id).await, "unknown");
        assert!(probe.effects(dossier).await.is_empty());
    })
    .await;
}
