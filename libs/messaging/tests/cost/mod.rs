//! The parts of the measurement.

pub mod ledger;
pub mod postgres;
pub mod process;
pub mod proxy;
pub mod sqlite;
