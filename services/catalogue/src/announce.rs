//! Turns events of the catalogue into published ones: one file for each kind of entry.

pub mod agency;
pub mod calendar;
mod name;
pub mod procedure;
mod too_large;

pub use too_large::too_large;
