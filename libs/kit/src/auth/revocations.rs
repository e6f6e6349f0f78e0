//! What ended before its time: sign-ins, and tokens that were issued before the rights of their account changed.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The revocations of the last minutes, as the gateway publishes them beside its keys. An access token that was issued
/// before them has expired. It names ids by their hash: whoever has an id finds it, and nobody else learns one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revocations {
    #[serde(default)]
    sign_ins: BTreeSet<String>,
    /// The lowest version of the rights that a token of the account must have.
    #[serde(default)]
    accounts: BTreeMap<String, i64>,
}

impl Revocations {
    /// The revocations of these sign-ins, and of tokens of these accounts below a version of their rights.
    pub fn new(sign_ins: impl IntoIterator<Item = Uuid>, accounts: impl IntoIterator<Item = (Uuid, i64)>) -> Self {
        Self {
            sign_ins: sign_ins.into_iter().map(hash).collect(),
            accounts: accounts.into_iter().map(|(account, version)| (hash(account), version)).collect(),
        }
    }

    /// Whether a token is revoked.
    pub(super) fn cover(&self, token: &TokenId) -> bool {
        self.sign_ins.contains(&token.sign_in)
            || self.accounts.get(&token.account).is_some_and(|lowest| token.version < *lowest)
    }
}

/// What revocations know a token by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TokenId {
    sign_in: String,
    account: String,
    version: i64,
}

impl TokenId {
    pub(super) fn new(sign_in: Uuid, account: Uuid, version: i64) -> Self {
        Self { sign_in: hash(sign_in), account: hash(account), version }
    }
}

fn hash(id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(id.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_and_old_rights_are_covered_and_nothing_else() {
        let [sign_in, account, other] = [1, 2, 3].map(Uuid::from_u128);
        let revocations = Revocations::new([sign_in], [(account, 4)]);
        assert!(revocations.cover(&TokenId::new(sign_in, other, 9)));
        assert!(revocations.cover(&TokenId::new(other, account, 3)));
        assert!(!revocations.cover(&TokenId::new(other, account, 4)));
        assert!(!revocations.cover(&TokenId::new(other, other, 0)));
    }

    #[test]
    fn what_is_published_names_no_id() {
        let id = Uuid::now_v7();
        let published = serde_json::to_string(&Revocations::new([id], [(id, 1)])).unwrap();
        assert!(!published.contains(&id.to_string()) && !published.contains(&id.simple().to_string()));
        assert!(serde_json::from_str::<Revocations>(&published).unwrap().cover(&TokenId::new(id, Uuid::nil(), 1)));
    }
}
