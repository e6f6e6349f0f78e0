//! Authentication: access tokens as JWT (RFC 9068), verified by every service itself.

mod actor;
mod claims;
mod keys;
mod principal;
mod revocations;
mod signer;
mod verifier;

pub use actor::Actor;
pub use claims::{AUDIENCE, Claims};
pub use keys::{KeySet, PublishedKeys, follow};
pub use principal::Principal;
pub use revocations::Revocations;
pub use signer::{SignError, Signer};
pub use verifier::Verifier;
