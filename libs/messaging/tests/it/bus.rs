//! One conformance suite for both buses.

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use motcua_contracts::intake::DossierSubmitted;
use motcua_contracts::routing::JourneyStarted;
use motcua_kit::lifecycle::spawn;
use motcua_messaging::{Bus, Delivery, MemoryBus, Message, Subscription};
use motcua_testkit::service::{Transport, numbered};
use motcua_testkit::{Nats, clock, eventually, named};
use tokio::time::timeout;
use uuid::Uuid;

use crate::fixture::{intake, routing};

/// A bus with durable consumers: `one` and `two` subscribe to intake, `both` to intake and routing.
struct Bench {
    bus: Arc<dyn Bus>,
    _nats: Option<Nats>,
}

const CONSUMERS: [(&str, &[&str]); 3] = [("one", &["intake"]), ("two", &["intake"]), ("both", &["intake", "routing"])];

impl Bench {
    async fn on(transport: Transport) -> Self {
        if transport == Transport::Memory {
            return Self { bus: Arc::new(MemoryBus::default()), _nats: None };
        }
        let nats = Nats::start().await;
        for (name, producers) in CONSUMERS {
            drop(nats.bus(name, producers).await);
        }
        Self { bus: Arc::new(nats.bus("bench", &[]).await), _nats: Some(nats) }
    }

    async fn open(&self, name: &'static str) -> Box<dyn Subscription> {
        let producers = CONSUMERS.iter().find(|(one, _)| *one == name).expect("a consumer of the bench").1;
        self.bus.subscribe(name, producers).await.expect("a subscription")
    }

    /// Publishes in the background, again until the bus takes it: what a relay does.
    fn publish(&self, message: &Message) {
        let (bus, message) = (self.bus.clone(), message.clone());
        drop(spawn(async move { eventually("published", || async { bus.publish(message.clone()).await.ok() }).await }));
    }
}

async fn on_both_wires<F: Future<Output = ()>>(body: impl Fn(Bench) -> F) {
    for transport in [Transport::Memory, Transport::Nats] {
        named(transport, body(Bench::on(transport).await)).await;
    }
}

fn submitted(label: &str) -> Message {
    numbered(Uuid::now_v7(), 1, &intake(label), clock::moment("2022-03-14 08:00"))
}

/// The next delivery, in a time after which the broker would have noticed by itself that something was lost.
async fn next(subscription: &mut Box<dyn Subscription>) -> Delivery {
    let batch = timeout(Duration::from_secs(15), subscription.next(1)).await.expect("a delivery");
    batch.into_iter().next().expect("a delivery")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_arrives_unchanged() {
    on_both_wires(|bench| async move {
        let mut one = bench.open("one").await;
        let traceparent = Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned());
        let at = clock::moment("2022-12-31 23:59") + chrono::TimeDelta::microseconds(123_456);
        let message = Message { traceparent, seq: 4_000_000_017, at, ..submitted("Lò Thị Mai, 100 % \"đúng\"") };
        bench.publish(&message);
        let delivery = next(&mut one).await;
        assert_eq!(delivery.message, message);
        delivery.ack().await;
        let plain = submitted("without a trace");
        bench.publish(&plain);
        let delivery = next(&mut one).await;
        assert_eq!(delivery.message, plain);
        delivery.ack().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsettled_delivery_is_redelivered() {
    on_both_wires(|bench| async move {
        let mut one = bench.open("one").await;
        let message = submitted("1");
        bench.publish(&message);
        for _ in 0..2 {
            let delivery = next(&mut one).await;
            assert_eq!(delivery.message, message);
            delivery.nak(Duration::from_millis(20)).await;
        }
        let delivery = next(&mut one).await;
        assert_eq!(delivery.message, message);
        delivery.ack().await;
        eventually("nothing pending", || async { (bench.bus.pending("one").await.ok()? == 0).then_some(()) }).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_consumer_settles_independently() {
    on_both_wires(|bench| async move {
        let (mut one, mut two) = (bench.open("one").await, bench.open("two").await);
        let message = submitted("1");
        bench.publish(&message);
        next(&mut one).await.nak(Duration::from_millis(20)).await;
        next(&mut two).await.ack().await;
        let again = next(&mut one).await;
        assert_eq!(again.message, message);
        again.ack().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_gets_all_events_of_its_producers_and_no_others() {
    on_both_wires(|bench| async move {
        let (mut one, mut both) = (bench.open("one").await, bench.open("both").await);
        let at = clock::moment("2022-03-14 08:00");
        let refused = motcua_contracts::intake::DossierRefused::default();
        let sent = [
            numbered(Uuid::now_v7(), 1, &routing("r"), at),
            submitted("1"),
            numbered(Uuid::now_v7(), 1, &refused, at),
            submitted("2"),
        ];
        for message in &sent {
            bench.publish(message);
            let delivery = next(&mut both).await;
            assert_eq!(delivery.message, *message);
            delivery.ack().await;
            if message.producer() == "intake" {
                let delivery = next(&mut one).await;
                assert_eq!(delivery.message, *message);
                delivery.ack().await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_published_while_a_consumer_is_away_wait_for_it() {
    on_both_wires(|bench| async move {
        let mut one = bench.open("one").await;
        let [first, second] = ["1", "2"].map(submitted);
        bench.publish(&first);
        next(&mut one).await.ack().await;
        eventually("settled", || async { (bench.bus.pending("one").await.ok()? == 0).then_some(()) }).await;
        drop(one);
        bench.publish(&second);
        let mut one = bench.open("one").await;
        let delivery = next(&mut one).await;
        assert_eq!(delivery.message, second);
        delivery.ack().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_wait_loses_no_message() {
    const MESSAGES: usize = 1000;
    on_both_wires(|bench| async move {
        let mut one = bench.open("one").await;
        let bus = bench.bus.clone();
        let publisher = spawn(async move {
            let messages: Vec<Message> = (0..MESSAGES).map(|number| submitted(&number.to_string())).collect();
            for some in messages.chunks(10) {
                join_all(
                    some.iter()
                        .map(|message| eventually("published", || async { bus.publish(message.clone()).await.ok() })),
                )
                .await;
            }
        });
        let mut received = 0;
        // The consumer loop stops waiting like this whenever it sweeps.
        let all = timeout(Duration::from_secs(20), async {
            while received < MESSAGES {
                let Ok(batch) = timeout(Duration::from_millis(2), one.next(16)).await else { continue };
                received += batch.len();
                for delivery in batch {
                    delivery.ack().await;
                }
            }
        });
        assert!(all.await.is_ok(), "only {received} of {MESSAGES} arrived");
        publisher.await.expect("a publisher that ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_come_in_batches_no_larger_than_requested() {
    on_both_wires(|bench| async move {
        let mut both = bench.open("both").await;
        let messages: Vec<Message> = (0..20).map(|number| submitted(&number.to_string())).collect();
        messages.iter().for_each(|message| bench.publish(message));
        let mut received = 0;
        while received < messages.len() {
            let batch = timeout(Duration::from_secs(15), both.next(7)).await.expect("deliveries");
            assert!((1..=7).contains(&batch.len()));
            received += batch.len();
            for delivery in batch {
                delivery.ack().await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscriber_that_drops_a_message_fails_the_publish() {
    let bench = Bench::on(Transport::Memory).await;
    let mut one = bench.open("one").await;
    let (bus, message) = (bench.bus.clone(), submitted("1"));
    let publish = spawn(async move { bus.publish(message).await });
    drop(next(&mut one).await);
    assert!(publish.await.expect("an answer").is_err());
}

#[test]
fn contract_messages_carry_the_labels_of_these_tests() {
    assert_eq!(intake("1"), DossierSubmitted { reference: "1".into(), ..Default::default() });
    assert_eq!(routing("1"), JourneyStarted { code: "1".into(), ..Default::default() });
}
