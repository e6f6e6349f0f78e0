//! Events between services: saved with the state, published after the commit, applied once and in order.
//!
//! Safety rests on three parts: the outbox with a counter per aggregate, written in the command's
//! transaction; the sequence gate of the inbox, with cursor and effect in one transaction; and the
//! outbox being kept, so that anything the broker loses can be published again.

mod bus;
mod consumer;
mod fault;
mod gate;
mod inbox;
mod message;
mod ops;
mod outbox;
mod quiet;
mod relay;
mod service;
mod tables;

pub use bus::memory::MemoryBus;
pub use bus::nats::{NatsBus, Provision};
pub use bus::{Bus, BusError, Delivery, Subscription};
pub use consumer::{Consumers, Received};
pub use fault::{Failure, Fault};
pub use message::Message;
pub use ops::{Clockwork, routes as ops_routes};
pub use outbox::{Head, Outgoing};
pub use quiet::{Quiet, State};
pub use relay::Relay;
pub use service::{Definition, Env, Service, StartError, clocks, finish, run_main};
pub use tables::migrations;
