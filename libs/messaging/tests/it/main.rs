//! What the messaging promises, on every bus and engine: nothing lost, nothing applied twice or out of turn.

mod bus;
mod failures;
mod gate;
mod interleavings;
mod numbers;
mod probe;
mod relay;
