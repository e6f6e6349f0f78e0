//! What proves that fields come from who holds the key: HMAC-SHA256 over the fields in the order of their names.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use form_urlencoded::Serializer;
use hmac::{Hmac, KeyInit, Mac};
use motcua_kit::config::Secret;
use sha2::Sha256;

/// Fields by name; the map keeps them in the order they are signed in.
pub type Fields = BTreeMap<String, String>;

/// The field that carries the signature.
pub const FIELD: &str = "signature";

/// What is signed. Part of what the signature covers, so that an order can never be passed off as a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// An order, towards the platform.
    Order,
    /// A notice, from the platform.
    Notice,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Notice => "notice",
        }
    }
}

/// The fields as a query, sorted by name and percent-encoded; without the signature.
pub fn query(fields: &Fields) -> String {
    let signed = fields.iter().filter(|(name, _)| *name != FIELD);
    Serializer::new(String::new()).extend_pairs(signed).finish()
}

/// The fields of a query; of two with the same name the last one.
pub fn fields(query: &str) -> Fields {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The signature of the fields, base64 for addresses.
pub fn sign(key: &Secret, purpose: Purpose, fields: &Fields) -> String {
    mac(key, purpose, fields).map_or_else(String::new, |mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// Whether `signature` is the one of the fields; compared in constant time.
pub fn proves(key: &Secret, purpose: Purpose, fields: &Fields, signature: &str) -> bool {
    let claimed = URL_SAFE_NO_PAD.decode(signature);
    match (claimed, mac(key, purpose, fields)) {
        (Ok(claimed), Some(mac)) => mac.verify_slice(&claimed).is_ok(),
        _ => false,
    }
}

/// None without a key: a signature under an empty one would prove nothing.
fn mac(key: &Secret, purpose: Purpose, fields: &Fields) -> Option<Hmac<Sha256>> {
    if key.is_empty() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).ok()?;
    mac.update(purpose.name().as_bytes());
    mac.update(b"\n");
    mac.update(query(fields).as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> Secret {
        Secret::new("a key of thirty-two characters ..")
    }

    proptest! {
        #[test]
        fn signed_fields_prove_themselves_and_nothing_else(
            fields in proptest::collection::btree_map("[a-z]{1,6}", ".{0,12}", 1..6),
            name in "[a-z]{1,6}",
            value in ".{0,12}",
        ) {
            let signature = sign(&key(), Purpose::Order, &fields);
            prop_assert!(proves(&key(), Purpose::Order, &fields, &signature));
            prop_assert!(!proves(&key(), Purpose::Notice, &fields, &signature));
            prop_assert!(!proves(&Secret::new("another"), Purpose::Order, &fields, &signature));
            let mut changed = fields.clone();
            changed.insert(name, value);
            prop_assert_eq!(proves(&key(), Purpose::Order, &changed, &signature), changed == fields);
        }

        #[test]
        fn a_query_gives_its_fields_back(written in proptest::collection::btree_map("[a-zA-Z]{1,6}", ".{0,12}", 0..6)) {
            prop_assert_eq!(fields(&query(&written)), written);
        }
    }

    #[test]
    fn without_a_key_nothing_is_signed_and_nothing_proved() {
        let fields = Fields::from([("a".to_owned(), "b".to_owned())]);
        assert_eq!(sign(&Secret::default(), Purpose::Order, &fields), "");
        assert!(!proves(&Secret::default(), Purpose::Order, &fields, ""));
    }

    #[test]
    fn a_signature_that_is_cut_or_garbled_proves_nothing() {
        let fields = Fields::from([("a".to_owned(), "b".to_owned())]);
        let signature = sign(&key(), Purpose::Order, &fields);
        for bad in ["", "?", &signature[..signature.len() - 2], &format!("{signature}AA")] {
            assert!(!proves(&key(), Purpose::Order, &fields, bad), "{bad}");
        }
    }
}
