//! The bus over NATS JetStream: CloudEvents 1.0 in binary mode, one durable pull consumer per service.

mod headers;

use std::collections::BTreeSet;
use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, PullConsumer, pull};
use async_nats::jetstream::context::ConsumerInfoErrorKind;
use async_nats::jetstream::stream::ConsumerCreateStrictErrorKind;
use async_nats::jetstream::{self, stream};
use async_nats::{ConnectOptions, ServerAddr};
use async_trait::async_trait;
use futures::{FutureExt, StreamExt};
use motcua_kit::Db;

use super::{Bus, BusError, Delivery, Receipt, StreamState, Subscription};
use crate::message::Message;

/// The stream of all events.
pub const EVENTS: &str = "MOTCUA_EVENTS";
const DEAD_LETTERS: &str = "MOTCUA_DLQ";
const TIMEOUT: Duration = Duration::from_secs(5);
/// Others may create or delete the same consumer at the same time, but not again and again.
const PROVISION_TRIES: usize = 5;
const REBUILD: Duration = Duration::from_millis(500);

fn failed(error: impl std::fmt::Display) -> BusError {
    BusError(error.to_string())
}

/// A connection to NATS.
pub struct NatsBus {
    context: jetstream::Context,
}

impl NatsBus {
    /// Connects, also to a server that is not there yet; a frozen one is noticed within 15 seconds.
    ///
    /// # Errors
    /// When the address or the credentials are no good.
    pub async fn connect(service: &str, url: &str, credentials_file: Option<&str>) -> Result<Self, BusError> {
        let server: ServerAddr = url.parse().map_err(failed)?;
        let mut options = ConnectOptions::new()
            .name(format!("motcua-{service}"))
            .retry_on_initial_connect()
            .ping_interval(Duration::from_secs(5))
            .request_timeout(Some(TIMEOUT))
            .custom_inbox_prefix(format!("_INBOX_{service}"));
        if let Some(file) = credentials_file {
            options = options.credentials_file(file).await.map_err(failed)?;
        }
        let client = options.connect(server).await.map_err(failed)?;
        let mut context = jetstream::new(client);
        context.set_timeout(TIMEOUT);
        Ok(Self { context })
    }

    /// Creates the streams and the durable consumer of a service, or brings them to their present configuration; run by
    /// its migration. A durable whose producers changed begins again: the sequence check drops what it had.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn provision(&self, what: Provision<'_>) -> Result<(), BusError> {
        for stream in [events(what.replicas), dead_letters(what.replicas)] {
            self.context.create_or_update_stream(stream).await.map_err(failed)?;
        }
        if what.producers.is_empty() {
            return Ok(());
        }
        let events = self.context.get_stream(EVENTS).await.map_err(failed)?;
        let wanted = durable(what.consumer, what.producers);
        for _ in 0..PROVISION_TRIES {
            // Only an answer counts: a durable that was overlooked would be updated in place, and keep its position.
            match events.consumer_info(what.consumer).await {
                Ok(present) if same_filters(&present.config.filter_subjects, &wanted) => {
                    return events.create_consumer(wanted).await.map(drop).map_err(failed);
                }
                Ok(_) => {
                    events.delete_consumer(what.consumer).await.map_err(failed)?;
                }
                Err(error) if error.kind() == ConsumerInfoErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
            match events.create_consumer_strict(wanted.clone()).await {
                Ok(_) => return Ok(()),
                // A replica of the old release was faster: with its filters.
                Err(error) if error.kind() == ConsumerCreateStrictErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Err(BusError(format!("another process creates the consumer {} again and again", what.consumer)))
    }

    async fn consumer(&self, name: &str) -> Result<PullConsumer, BusError> {
        self.context.get_consumer_from_stream(name, EVENTS).await.map_err(failed)
    }
}

/// The streams and the consumer that a service needs.
#[derive(Debug, Clone, Copy)]
pub struct Provision<'a> {
    /// Name of its durable consumer.
    pub consumer: &'a str,
    /// The producers it subscribes to.
    pub producers: &'a [&'a str],
    /// Copies of the streams.
    pub replicas: usize,
}

/// Whether a durable filters what it should; the server keeps no order.
fn same_filters(present: &[String], wanted: &pull::Config) -> bool {
    present.iter().collect::<BTreeSet<_>>() == wanted.filter_subjects.iter().collect::<BTreeSet<_>>()
}

fn events(replicas: usize) -> stream::Config {
    stream::Config {
        name: EVENTS.into(),
        subjects: vec!["motcua.v1.>".into()],
        retention: stream::RetentionPolicy::Limits,
        // A full stream refuses new events, so that nothing is dropped silently.
        discard: stream::DiscardPolicy::New,
        storage: stream::StorageType::File,
        num_replicas: replicas,
        max_age: Duration::from_secs(400 * 24 * 3600),
        // The largest event with its attributes (`OutboxEvent::MOST_BYTES`).
        max_message_size: 64 * 1024,
        duplicate_window: Duration::from_secs(600),
        deny_delete: true,
        deny_purge: true,
        ..Default::default()
    }
}

fn dead_letters(replicas: usize) -> stream::Config {
    stream::Config {
        name: DEAD_LETTERS.into(),
        subjects: vec!["motcua.dlq.>".into()],
        max_message_size: 96 * 1024,
        max_age: Duration::ZERO,
        ..events(replicas)
    }
}

fn durable(name: &str, producers: &[&str]) -> pull::Config {
    pull::Config {
        durable_name: Some(name.to_owned()),
        // Whole producers, because the sequence check counts every event of a producer.
        filter_subjects: producers.iter().map(|producer| format!("motcua.v1.{producer}.>")).collect(),
        ack_policy: AckPolicy::Explicit,
        deliver_policy: DeliverPolicy::All,
        backoff: [30, 30, 120, 600].map(Duration::from_secs).to_vec(),
        // Failures are counted in our database; a delivery limit of the broker would skip events silently.
        max_deliver: -1,
        max_ack_pending: 256,
        ..Default::default()
    }
}

#[async_trait]
impl Bus for NatsBus {
    #[expect(clippy::disallowed_methods, reason = "the one place that publishes: what the relay took from an outbox")]
    async fn publish(&self, message: Message) -> Result<(), BusError> {
        let headers = headers::of(&message, EVENTS);
        let sent =
            self.context.publish_with_headers(message.subject, headers, message.payload).await.map_err(failed)?;
        // A duplicate is a success: the server has it already.
        sent.await.map(drop).map_err(failed)
    }

    async fn subscribe(&self, consumer: &str, producers: &[&str]) -> Result<Box<dyn Subscription>, BusError> {
        let durable = durable(consumer, producers);
        Ok(Box::new(NatsSubscription { context: self.context.clone(), durable, messages: None }))
    }

    async fn pending(&self, consumer: &str) -> Result<u64, BusError> {
        let mut consumer = self.consumer(consumer).await?;
        let info = consumer.info().await.map_err(failed)?;
        Ok(info.num_pending + u64::try_from(info.num_ack_pending).unwrap_or(u64::MAX))
    }

    /// The stream is the log.
    fn register(&self, _producer: &'static str, _outbox: Db) {}

    /// The migration made the durable begin with the first event of the stream.
    async fn replay(&self, _producer: &str) -> Result<(), BusError> {
        Ok(())
    }

    async fn stream_state(&self) -> Result<Option<(&'static str, StreamState)>, BusError> {
        let mut stream = self.context.get_stream(EVENTS).await.map_err(failed)?;
        let info = stream.info().await.map_err(failed)?;
        let (created, last_sequence) = (info.created.to_string(), info.state.last_sequence);
        Ok(Some((EVENTS, StreamState { created, last_sequence })))
    }
}

struct NatsSubscription {
    context: jetstream::Context,
    durable: pull::Config,
    messages: Option<pull::Stream>,
}

impl NatsSubscription {
    fn name(&self) -> &str {
        self.durable.durable_name.as_deref().unwrap_or_default()
    }

    async fn open(&self) -> Result<pull::Stream, BusError> {
        // Created again when it was lost with its stream: it begins with the first event, and the sequence check drops
        // what was applied.
        let stream = self.context.get_stream(EVENTS).await.map_err(failed)?;
        let consumer = stream.get_or_create_consumer(self.name(), self.durable.clone()).await.map_err(failed)?;
        consumer
            .stream()
            .max_messages_per_batch(256)
            .expires(Duration::from_secs(10))
            .heartbeat(Duration::from_secs(3))
            .messages()
            .await
            .map_err(failed)
    }

    /// Waits for one message; an error or an end of the stream means that it is opened again. The stream stays in
    /// its place while this waits: a caller that stops waiting must not take along what is already on its way here.
    async fn first(&mut self) -> jetstream::Message {
        loop {
            match &mut self.messages {
                None => match self.open().await {
                    Ok(stream) => {
                        self.messages = Some(stream);
                        continue;
                    }
                    Err(error) => tracing::warn!(consumer = self.name(), error = %error, "subscription not opened"),
                },
                Some(stream) => match stream.next().await {
                    Some(Ok(message)) => return message,
                    Some(Err(error)) => {
                        tracing::warn!(consumer = self.name(), error = %error, "subscription broken, opened again")
                    }
                    None => tracing::warn!(consumer = self.name(), "subscription ended, opened again"),
                },
            }
            self.messages = None;
            tokio::time::sleep(REBUILD).await;
        }
    }
}

#[async_trait]
impl Subscription for NatsSubscription {
    async fn next(&mut self, most: usize) -> Vec<Delivery> {
        let mut received = vec![self.first().await];
        while received.len() < most
            && let Some(stream) = &mut self.messages
            && let Some(Some(Ok(message))) = stream.next().now_or_never()
        {
            received.push(message);
        }
        let mut batch = Vec::with_capacity(received.len());
        for message in received {
            match headers::read(&message) {
                Ok(event) => batch.push(Delivery { message: event, receipt: Receipt::Nats(Box::new(message)) }),
                Err(why) => {
                    // Not an event of the platform: it has no sequence number.
                    tracing::error!(subject = %message.subject, why, "message without the attributes of an event");
                    drop(message.ack_with(jetstream::AckKind::Term).await);
                }
            }
        }
        if batch.is_empty() { self.next(most).await } else { batch }
    }
}
