//! Hashes and verifies passwords off the async threads; an unknown account costs the same work as a known one.

use std::sync::Arc;

use argon2::Params;
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;

use super::hash_slots::{HashSlots, Interrupted};
use super::password_hash;
use super::password_rules::normalise;

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Argon2 rejected its parameters or input, or there were no random bytes for the salt.
    #[error("password hash: {0}")]
    Hash(#[from] argon2::password_hash::Error),
    /// The hashing thread did not finish.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        Self::internal(&error)
    }
}

/// Hashes and verifies passwords; cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    params: Params,
    slots: HashSlots,
    /// Verified in place of the hash of an unknown account.
    dummy_hash: Arc<str>,
}

impl Passwords {
    /// Hashes with `memory_kib` of memory each.
    ///
    /// # Errors
    /// [`PasswordError::Hash`] when Argon2 does not accept that amount of memory.
    pub fn new(memory_kib: u32) -> Result<Self, PasswordError> {
        let params = password_hash::params(memory_kib)?;
        let dummy_hash = password_hash::hash(&params, "dummy", &mut Vec::new())?.into();
        Ok(Self { params, slots: HashSlots::new(), dummy_hash })
    }

    /// Hashes a password with a random salt, as a PHC string.
    ///
    /// # Errors
    /// When Argon2 rejects the password or the hash was interrupted.
    pub async fn hash(&self, password: Secret) -> Result<String, PasswordError> {
        let params = self.params.clone();
        Ok(self.slots.run(move |memory| password_hash::hash(&params, normalise(&password).reveal(), memory)).await??)
    }

    /// Whether the password has this hash; false without a hash, after the same work.
    ///
    /// # Errors
    /// When the hash was interrupted.
    pub async fn verify(&self, password: Secret, stored: Option<String>) -> Result<bool, PasswordError> {
        let account_exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.dummy_hash.to_string());
        let verified =
            self.slots.run(move |memory| password_hash::verify(normalise(&password).reveal(), &stored, memory)).await?;
        Ok(account_exists && verified.unwrap_or(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_existing_account_is_accepted() {
        let passwords = Passwords::new(64).unwrap();
        let hash = passwords.hash(Secret::new("đúng")).await.unwrap();
        assert!(passwords.verify(Secret::new("đúng"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify(Secret::new("sai"), Some(hash)).await.unwrap());
        assert!(!passwords.verify(Secret::new("dummy"), None).await.unwrap());
    }
}
