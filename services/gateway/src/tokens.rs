//! Tokens: the keys that sign them, the grants that issue them, their refresh and revocation.

pub mod access_token;
pub mod grants;
mod hmac_key;
pub mod keys;
pub mod oauth_error;
pub mod refresh;
pub mod revocation;
pub mod scope;
pub mod secret;
mod sign_in;
mod sign_in_record;
