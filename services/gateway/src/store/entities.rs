//! One entity per table.

pub mod account;
pub mod refresh_token;
pub mod sign_in;
pub mod signing_key;
