//! The gateway: the only public door. It keeps accounts, hands out tokens, limits rates, forwards by operation
//! and describes the whole API.

mod accounts;
mod app;
mod door;
mod e_identity;
mod forward;
mod grants;
mod headers;
mod housekeeping;
mod http;
mod identity;
mod keys;
mod limits;
mod openapi;
mod passwords;
mod store;
mod tokens;
mod tries;

pub use forward::{ParseError, Upstream};
pub use identity::{Gateway, Identity, OpenError, open};
pub use store::Migrator;
