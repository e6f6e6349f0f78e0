//! Passwords: Argon2id on as many threads as there are cores, and the same work when there is nobody to check.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use motcua_kit::config::Secret;
use motcua_kit::problem::Problem;
use tokio::sync::Semaphore;

const PASSES: u32 = 2;

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The settings or the library refuse.
    #[error("password hash: {0}")]
    Hash(String),
    /// The thread died.
    #[error("a hashing thread died")]
    Gone,
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        Self::internal(&error)
    }
}

/// Hashes and checks passwords; cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    slots: Arc<Semaphore>,
    nobody: Arc<str>,
}

impl Passwords {
    /// Hashes with this much memory each.
    ///
    /// # Errors
    /// When the memory is too little for Argon2.
    pub fn new(memory_kib: u32) -> Result<Self, PasswordError> {
        let params =
            Params::new(memory_kib, PASSES, 1, None).map_err(|error| PasswordError::Hash(error.to_string()))?;
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&hasher, "nobody has this password")?.into();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self { hasher, slots: Arc::new(Semaphore::new(cores)), nobody })
    }

    /// Hashes a password, as a PHC string.
    ///
    /// # Errors
    /// When the library refuses.
    pub async fn hash(&self, password: Secret) -> Result<String, PasswordError> {
        let hasher = self.hasher.clone();
        self.work(move || hash(&hasher, password.reveal())).await?
    }

    /// Whether the password has this hash. Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// When the work could not be done.
    pub async fn matches(&self, password: Secret, known: Option<String>) -> Result<bool, PasswordError> {
        let (hasher, exists) = (self.hasher.clone(), known.is_some());
        let known = known.unwrap_or_else(|| self.nobody.to_string());
        let right = self.work(move || matches(&hasher, password.reveal(), &known)).await?;
        Ok(right && exists)
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
        let slot = self.slots.clone().acquire_owned().await.map_err(|_| PasswordError::Gone)?;
        let done = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        });
        done.await.map_err(|_| PasswordError::Gone)
    }
}

fn hash(hasher: &Argon2<'_>, password: &str) -> Result<String, PasswordError> {
    let hash: Result<PasswordHash, _> = hasher.hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
}

fn matches(hasher: &Argon2<'_>, password: &str, known: &str) -> bool {
    PasswordHash::new(known).is_ok_and(|known| hasher.verify_password(password.as_bytes(), &known).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_somebody_matches() {
        let passwords = Passwords::new(64).unwrap();
        let hash = passwords.hash(Secret::new("đúng")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=2,p=1$"), "{hash}");
        assert!(passwords.matches(Secret::new("đúng"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.matches(Secret::new("sai"), Some(hash)).await.unwrap());
        assert!(!passwords.matches(Secret::new("nobody has this password"), None).await.unwrap());
    }
}
