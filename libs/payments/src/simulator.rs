//! A simulated payment platform: a payment page, signed notifications over HTTP, a statement of each day. It takes no
//! money, keeps everything in memory, and every page is marked as a simulation.

mod ledger;
mod page;
mod routes;
mod sender;
mod state;

pub use routes::simulator;
pub use state::Simulator;
