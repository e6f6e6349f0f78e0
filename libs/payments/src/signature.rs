//! Signatures over the fields of orders and notifications: HMAC-SHA256 over the fields sorted by name.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use form_urlencoded::Serializer;
use hmac::{Hmac, KeyInit, Mac};
use motcua_kit::config::Secret;
use sha2::Sha256;

/// Fields by name; the map iterates in the order in which they are signed.
pub type Fields = BTreeMap<String, String>;

/// The field that carries the signature.
pub const SIGNATURE_FIELD: &str = "signature";

/// What is signed. The signature covers it, so that a signed order is never valid as a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// An order sent to the platform.
    Order,
    /// A payment notification sent by the platform.
    Notification,
}

impl Purpose {
    /// The first line of the signed text.
    fn prefix(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Notification => "notification",
        }
    }
}

/// The fields as a query string, sorted by name and percent-encoded, without the signature.
pub fn to_query(fields: &Fields) -> String {
    let signed = fields.iter().filter(|(name, _)| *name != SIGNATURE_FIELD);
    Serializer::new(String::new()).extend_pairs(signed).finish()
}

/// Parses the fields of a query string; of two with the same name the last one counts.
pub fn parse_query(query: &str) -> Fields {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The signature of the fields, base64url without padding; empty without a key.
pub fn sign(key: &Secret, purpose: Purpose, fields: &Fields) -> String {
    mac(key, purpose, fields).map_or_else(String::new, |mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// Whether `signature` is the signature of the fields; compared in constant time.
pub fn verify(key: &Secret, purpose: Purpose, fields: &Fields, signature: &str) -> bool {
    let claimed = URL_SAFE_NO_PAD.decode(signature);
    match (claimed, mac(key, purpose, fields)) {
        (Ok(claimed), Some(mac)) => mac.verify_slice(&claimed).is_ok(),
        _ => false,
    }
}

/// `None` without a key: any client could compute a signature with an empty key.
fn mac(key: &Secret, purpose: Purpose, fields: &Fields) -> Option<Hmac<Sha256>> {
    if key.is_empty() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).ok()?;
    mac.update(purpose.prefix().as_bytes());
    mac.update(b"\n");
    mac.update(to_query(fields).as_bytes());
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
        fn a_signature_is_valid_for_its_key_purpose_and_fields_only(
            fields in proptest::collection::btree_map("[a-z]{1,6}", ".{0,12}", 1..6),
            name in "[a-z]{1,6}",
            value in ".{0,12}",
        ) {
            let signature = sign(&key(), Purpose::Order, &fields);
            prop_assert!(verify(&key(), Purpose::Order, &fields, &signature));
            prop_assert!(!verify(&key(), Purpose::Notification, &fields, &signature));
            prop_assert!(!verify(&Secret::new("another"), Purpose::Order, &fields, &signature));
            let mut changed = fields.clone();
            changed.insert(name, value);
            prop_assert_eq!(verify(&key(), Purpose::Order, &changed, &signature), changed == fields);
        }

        #[test]
        fn fields_survive_a_query_string(written in proptest::collection::btree_map("[a-zA-Z]{1,6}", ".{0,12}", 0..6)) {
            prop_assert_eq!(parse_query(&to_query(&written)), written);
        }
    }

    #[test]
    fn without_a_key_nothing_is_signed_and_no_signature_is_valid() {
        let fields = Fields::from([("a".to_owned(), "b".to_owned())]);
        assert_eq!(sign(&Secret::default(), Purpose::Order, &fields), "");
        assert!(!verify(&Secret::default(), Purpose::Order, &fields, ""));
    }

    #[test]
    fn a_truncated_or_extended_signature_is_invalid() {
        let fields = Fields::from([("a".to_owned(), "b".to_owned())]);
        let signature = sign(&key(), Purpose::Order, &fields);
        for bad in ["", "?", &signature[..signature.len() - 2], &format!("{signature}AA")] {
            assert!(!verify(&key(), Purpose::Order, &fields, bad), "{bad}");
        }
    }
}
