//! How many values a body may hold: counted in one pass, before anything is built of them.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

/// Bounds of a body and of the answer to a wrong one. A JSON value takes many times its text once it is parsed, and an
/// error many times the value that it is about.
#[derive(Debug, Clone, Copy)]
pub struct BodySize {
    /// The most values, names not counted.
    pub values: usize,
    /// The most errors that are collected and reported.
    pub errors: usize,
}

impl BodySize {
    /// Of every operation that states no other.
    pub const DEFAULT: Self = Self { values: 2_000, errors: 50 };
}

/// Whether a JSON text holds more than `most` values. Parses it without building them.
///
/// # Errors
/// When it is not JSON.
pub fn exceeds(bytes: &[u8], most: usize) -> Result<bool, serde_json::Error> {
    let mut counter = Counter { left: most, exceeded: false };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match (&mut counter).deserialize(&mut json).and_then(|()| json.end()) {
        Err(_) if counter.exceeded => Ok(true),
        outcome => outcome.map(|()| false),
    }
}

/// Counts values down; the one after the last ends the parse.
struct Counter {
    left: usize,
    exceeded: bool,
}

impl Counter {
    fn count<E: Error>(&mut self) -> Result<(), E> {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.exceeded = true;
                Err(E::custom("too many values"))
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Counter {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Counter {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(&mut *self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_key::<serde::de::IgnoredAny>()?.is_some() {
            fields.next_value_seed(&mut *self)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_counts_and_the_one_after_the_last_ends_the_parse() {
        let body = br#"{"a": [1, -2, 3.5, "x", true, null], "b": {"c": {}}}"#;
        assert!(!exceeds(body, 10).unwrap());
        assert!(exceeds(body, 9).unwrap());
        assert!(exceeds(b"[1, 2, 3, no JSON", 3).unwrap());
    }

    #[test]
    fn what_is_not_json_is_an_error() {
        for wrong in ["", "{", "[1,]", "{}x", "NaN", "1e999", "{\"a\":}"] {
            assert!(exceeds(wrong.as_bytes(), 100).is_err(), "{wrong}");
        }
        assert!(exceeds("[".repeat(10_000).as_bytes(), 100_000).is_err());
    }
}
