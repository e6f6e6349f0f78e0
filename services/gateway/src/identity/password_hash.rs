//! Argon2id hashes as PHC strings, computed in memory that the caller provides.

use argon2::password_hash::Result;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};

const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The parameters of new hashes that use `memory_kib` of memory.
pub fn params(memory_kib: u32) -> Result<Params> {
    Ok(Params::new(memory_kib, PASSES, LANES, None)?)
}

/// Hashes a password with a random salt.
pub fn hash(params: &Params, password: &str, memory: &mut Vec<Block>) -> Result<String> {
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let mut salt = [0; Salt::RECOMMENDED_LENGTH];
    getrandom::fill(&mut salt)?;
    let hasher = Argon2::new(algorithm, version, params.clone());
    let hash = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: ParamsString::try_from(params)?,
        salt: Some(Salt::new(&salt)?),
        hash: Some(compute(&hasher, password, &salt, memory)?),
    };
    Ok(hash.to_string())
}

/// Hashes again with the parameters and the salt of `stored`, and compares in constant time.
pub fn verify(password: &str, stored: &str, memory: &mut Vec<Block>) -> Result<bool> {
    let stored = PasswordHash::new(stored)?;
    let (Some(salt), Some(expected), Some(version)) = (stored.salt, stored.hash, stored.version) else {
        return Ok(false);
    };
    let algorithm = Algorithm::new(stored.algorithm)?;
    let hasher = Argon2::new(algorithm, Version::try_from(version)?, Params::try_from(&stored)?);
    Ok(compute(&hasher, password, &salt, memory)? == expected)
}

fn compute(hasher: &Argon2<'_>, password: &str, salt: &[u8], memory: &mut Vec<Block>) -> Result<Output> {
    let params = hasher.params();
    memory.resize(params.block_count(), Block::default());
    let mut output = vec![0; params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
    hasher.hash_password_into_with_memory(password.as_bytes(), salt, &mut output, memory)?;
    Ok(Output::new(&output)?)
}

#[cfg(test)]
mod tests {
    use argon2::PasswordVerifier;

    use super::*;

    #[test]
    fn hashes_with_other_parameters_are_verified_in_the_same_memory() {
        let mut memory = Vec::new();
        let large = hash(&params(128).unwrap(), "đúng", &mut memory).unwrap();
        let small = hash(&params(64).unwrap(), "đúng", &mut memory).unwrap();
        assert!(small.starts_with("$argon2id$v=19$m=64,t=2,p=1$"), "{small}");
        assert!(verify("đúng", &large, &mut memory).unwrap());
        assert!(verify("đúng", &small, &mut memory).unwrap());
        assert!(!verify("sai", &small, &mut memory).unwrap());
        assert!(verify("đúng", "not a hash", &mut memory).is_err());
    }

    #[test]
    fn the_library_verifies_the_same_hashes() {
        let hash = hash(&params(64).unwrap(), "đúng", &mut Vec::new()).unwrap();
        assert!(Argon2::default().verify_password("đúng".as_bytes(), hash.as_str()).is_ok());
    }
}
