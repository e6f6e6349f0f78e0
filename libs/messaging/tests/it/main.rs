//! The guarantees of the messaging, on every bus and engine: nothing lost, nothing applied twice or out of turn.

mod bus;
mod failures;
mod fixture;
mod how_to;
mod interleavings;
mod numbers;
mod relay;
mod sequence;
mod subscriptions;
