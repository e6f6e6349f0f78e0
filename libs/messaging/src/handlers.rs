//! A service's event handlers: a typed table from event to function.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use motcua_contracts::{Event, SUBJECTS};
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_kit::http::IfMatch;
use uuid::Uuid;

use crate::command::Context;
use crate::error::HandlerError;
use crate::message::Message;

/// An event as its handler receives it.
#[derive(Debug, Clone)]
pub struct Received<M> {
    /// The contract message.
    pub message: M,
    /// The aggregate that the event is numbered by: the dossier, for all events but those of the catalogue.
    pub aggregate: Uuid,
}

type Handler<A> = Arc<dyn Fn(Context<A>, &Message) -> BoxFuture<'static, Result<(), HandlerError>> + Send + Sync>;

/// The producers that a service subscribes to, and its handler for each of their events.
pub struct Consumers<A> {
    service: &'static str,
    producers: &'static [&'static str],
    handlers: HashMap<&'static str, Handler<A>>,
    names: BTreeMap<&'static str, &'static str>,
}

impl<A: Clone + Send + Sync + 'static> Consumers<A> {
    /// The table of `service`, which subscribes to all events of `producers`: the sequence check counts every event of a
    /// producer. An event without a handler only advances the cursor.
    pub fn new(service: &'static str, producers: &'static [&'static str]) -> Self {
        Self { service, producers, handlers: HashMap::new(), names: BTreeMap::new() }
    }

    /// Adds the handler for the events of type `M`.
    #[must_use]
    pub fn on<M, F, Fut>(mut self, handle: F) -> Self
    where
        M: Event + 'static,
        F: Fn(Context<A>, Received<M>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        let handler: Handler<A> = Arc::new(move |context, event| match M::decode(event.payload.clone()) {
            Ok(message) => Box::pin(handle(context, Received { message, aggregate: event.aggregate })),
            Err(error) => {
                let why = format!("cannot be decoded: {error}");
                Box::pin(async move { Err(HandlerError::Reject(why)) })
            }
        });
        self.handlers.insert(M::SUBJECT, handler);
        self.names.insert(M::SUBJECT, std::any::type_name::<F>());
        self
    }

    /// The subscriber's name and the producers it subscribes to.
    pub fn subscription(&self) -> (&'static str, &'static [&'static str]) {
        (self.service, self.producers)
    }

    /// Every handled subject with the path of its handler.
    pub fn handled(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.names.iter().map(|(subject, name)| (*subject, *name))
    }

    /// Runs the handler for an event. A subject that the contracts do not have is of a newer producer; a producer that
    /// this release does not subscribe to is one of a newer release, whose migration widened the subscription already:
    /// both wait for it.
    pub(crate) async fn call(
        &self,
        app: &A,
        tx: &Tx,
        event: &Message,
        wall: DateTime<Utc>,
    ) -> Result<(), HandlerError> {
        if !self.producers.contains(&event.producer()) {
            return Err(HandlerError::Unknown(event.subject.clone()));
        }
        let Some(handler) = self.handlers.get(event.subject.as_str()) else {
            let is_known = SUBJECTS.contains(&event.subject.as_str());
            return if is_known { Ok(()) } else { Err(HandlerError::Unknown(event.subject.clone())) };
        };
        let actor = Actor::service(event.producer());
        let (app, tx, if_match) = (app.clone(), tx.clone(), IfMatch::default());
        handler(Context { app, tx, actor, at: event.at, wall, if_match }, event).await
    }
}
