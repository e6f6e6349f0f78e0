//! The gateway from outside: a database of its own, requests through the whole router.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod accounts;
mod descriptions;
mod forwarding;
mod limits;
mod pages;
mod support;
mod tokens;
