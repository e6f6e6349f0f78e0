//! Routing as a running service, on both engines.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod centre;
mod corrected;
mod explained;
mod journeys;
mod lifecycle;
mod moves;
mod opinions;
mod payment;
mod reopened;
mod running;
mod succession;
