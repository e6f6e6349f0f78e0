//! Intake as its callers and the other services meet it.

mod accept;
mod afterwards;
mod codes;
mod forward;
mod history;
mod lifecycle;
mod office;
mod payment;
mod post;
mod privacy;
mod reconciliation;
mod refuse;
mod reopen;
mod simulated;
mod submit;
mod supplement;
mod visible;
