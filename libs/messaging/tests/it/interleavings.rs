//! Whatever order and however often the bus delivers, each dossier's events are applied once and in their order.

use futures::future::join_all;
use motcua_messaging::Message;
use motcua_testkit::Engine;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

use crate::fixture::{Probe, intake, routing};

const DOSSIERS: usize = 3;
/// Of each of the two producers.
const EVENTS: usize = 4;

/// One delivery: of which dossier, from which producer, which event.
type Delivery = (usize, bool, usize);

/// Every event once to three times, in any order, and how many are in flight at once.
fn deliveries() -> impl Strategy<Value = (Vec<Delivery>, usize)> {
    let copies = prop::collection::vec(1..=3usize, DOSSIERS * EVENTS * 2);
    let shuffled = copies.prop_flat_map(|copies| {
        let each = copies.into_iter().enumerate().flat_map(|(event, copies)| {
            let (dossier, event) = (event / (EVENTS * 2), event % (EVENTS * 2));
            std::iter::repeat_n((dossier, event < EVENTS, event % EVENTS), copies)
        });
        Just(each.collect::<Vec<Delivery>>()).prop_shuffle()
    });
    (shuffled, 1..=16usize)
}

async fn check(probe: &Probe, order: &[Delivery], at_once: usize) -> Result<(), TestCaseError> {
    let dossiers = [(); DOSSIERS].map(|()| Uuid::now_v7());
    let sent = |from_intake: bool| {
        dossiers.map(|dossier| -> Vec<Message> {
            let labels = (1..=EVENTS).map(|event| event.to_string());
            if from_intake {
                labels.map(|label| probe.service.next(dossier, &intake(&label))).collect()
            } else {
                labels.map(|label| probe.service.next(dossier, &routing(&format!("r{label}")))).collect()
            }
        })
    };
    let (intake, routing) = (sent(true), sent(false));
    let messages: Vec<&Message> = order
        .iter()
        .map(
            |(dossier, from_intake, event)| {
                if *from_intake { &intake[*dossier][*event] } else { &routing[*dossier][*event] }
            },
        )
        .collect();
    for some in messages.chunks(at_once) {
        join_all(some.iter().map(|message| probe.service.deliver(message))).await;
    }
    probe.service.assert_clean().await;
    for dossier in dossiers {
        let (of_routing, of_intake): (Vec<String>, Vec<String>) =
            probe.effects(dossier).await.into_iter().partition(|label| label.starts_with('r'));
        prop_assert_eq!(of_intake, ["1", "2", "3", "4"]);
        prop_assert_eq!(of_routing, ["r1", "r2", "r3", "r4"]);
    }
    Ok(())
}

fn any_interleaving_on(engine: Engine, cases: u32) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let probe = runtime.block_on(Probe::start(engine));
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 50, ..Config::default() };
    let outcome =
        TestRunner::new(config).run(&deliveries(), |(order, at_once)| runtime.block_on(check(&probe, &order, at_once)));
    outcome.unwrap_or_else(|failure| panic!("on {engine}: {failure}"));
    runtime.block_on(async move { drop(probe) });
}

#[test]
fn any_interleaving_is_applied_in_order_on_sqlite() {
    any_interleaving_on(Engine::Sqlite, 24);
}

#[test]
fn any_interleaving_is_applied_in_order_on_postgresql() {
    any_interleaving_on(Engine::Postgres, 24);
}
