//! The gateway from outside: a database of its own, requests through the whole router.

mod accounts;
mod descriptions;
mod forwarding;
mod limits;
mod pages;
mod support;
mod tokens;
