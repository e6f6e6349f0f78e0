//! The gateway as its clients use it: requests through the whole router, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod access_records;
mod accounts;
mod fixture;
mod forwarding;
mod limits;
mod openapi;
mod pages;
mod response;
mod revocation;
mod rights;
mod start;
mod tokens;
