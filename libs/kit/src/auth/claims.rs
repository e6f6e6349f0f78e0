//! The claims of an access token.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The audience of all our access tokens: the API of the platform.
pub const AUDIENCE: &str = "motcua";

/// Claims of an access token (RFC 9068); times in seconds since 1970, wall clock. No name, no identity number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// The account, a random id.
    pub sub: Uuid,
    /// Audience.
    pub aud: String,
    /// The client the token was given to.
    pub client_id: String,
    /// Issued at.
    pub iat: i64,
    /// Not before.
    pub nbf: i64,
    /// Expires.
    pub exp: i64,
    /// Id of the token.
    pub jti: Uuid,
    /// The sign-in it belongs to.
    pub sid: Uuid,
    /// When the person signed in.
    pub auth_time: i64,
    /// Space-separated scopes that narrow what the account may do; absent when nothing is narrowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Roles at issue.
    pub motcua_roles: Vec<String>,
    /// Version of the account's rights at issue; 0 in a token of an earlier release.
    #[serde(default)]
    pub motcua_av: i64,
    /// Unit the roles are bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motcua_unit: Option<String>,
}
