//! Authentication of every request and rate limits per account or address.

pub mod auth_and_rate_limit;
pub mod rate_limits;
pub mod request_origin;
