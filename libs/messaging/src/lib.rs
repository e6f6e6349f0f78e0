//! Events between services: saved with the state, published after the commit, applied once and in order.
//!
//! Safety rests on three parts: the outbox with a counter per aggregate, written in the command's transaction; the
//! sequence check of the inbox, with cursor and effect in one transaction; and the retention of the outbox, so that
//! anything the broker loses can be published again.

mod bus;
mod command;
mod consumer;
mod error;
mod handlers;
mod idle;
mod inbox;
mod message;
mod ops;
mod outbox;
mod relay;
mod resources;
mod sequence;
mod service;
mod start_error;
mod stream_state;
mod subscriptions;
mod tables;

pub use bus::memory::MemoryBus;
pub use bus::nats::{NatsBus, Provision};
pub use bus::{Bus, BusError, Delivery, StreamState, Subscription};
pub use command::{Context, Done, Outcome, run_command, run_transaction};
pub use error::{CommandError, HandlerError};
pub use handlers::{Consumers, Received};
pub use idle::{IdleProbe, QueueState};
pub use inbox::InboxProgress;
pub use message::Message;
pub use ops::{ClockReading, routes as ops_routes};
pub use outbox::{AggregateVersion, Loaded, OutboxEvent};
pub use relay::{RelayLoop, RelayProgress, republish_all};
pub use resources::Resources;
pub use service::{Definition, Env, Service, clocks, connect_database, finish, open_database, run_main};
pub use start_error::StartError;
pub use tables::migrations;
