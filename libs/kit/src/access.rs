//! Who may call which operation: the rules of a service, checked before the body of a request is read.

mod guard;
mod rule;

pub use rule::{Allowed, Rule};

pub(crate) use guard::Guard;
