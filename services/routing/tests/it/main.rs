//! Routing on a real database of either engine, through its operations and the events it handles.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod corrected;
mod explained;
mod fixture;
mod journeys;
mod lifecycle;
mod moves;
mod opinions;
mod payment;
mod reopened;
mod running;
mod succession;
