//! Routing as a running service, on both engines.

mod centre;
mod journeys;
