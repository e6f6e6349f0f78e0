//! Client of the public API: one file for each group of operations.

pub mod account;
pub mod catalogue;
pub mod client;
pub mod definitions;
pub mod dossier;
pub mod error;
pub mod figures;
pub mod journey;
pub mod lookup;
pub mod notices;
pub mod payments;
pub mod timeline;
pub mod tokens;
pub mod work;
