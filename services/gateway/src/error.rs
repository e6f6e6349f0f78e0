//! Why the gateway cannot start.

use motcua_kit::auth::SignError;
use motcua_kit::db::is_conflict;
use motcua_kit::transact::Retryable;
use sea_orm::DbErr;

use crate::identity::passwords::PasswordError;

/// Why the gateway could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be used.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A key cannot be built from its seed.
    #[error(transparent)]
    Key(#[from] SignError),
    /// The operating system returned no random bytes.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The password of the first administrator cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The signing keys could not be loaded or created.
    #[error("the signing keys could not be loaded or created")]
    NoKey,
    /// The first administrator could not be created.
    #[error("the first administrator could not be created")]
    NoAdministrator,
}

impl Retryable for OpenError {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Db(error) if is_conflict(error))
    }
}
