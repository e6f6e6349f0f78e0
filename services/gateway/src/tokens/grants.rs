//! The four OAuth grants, one file each.

pub mod client_credentials;
pub mod jwt_bearer;
pub mod password;
pub mod refresh_token;
