//! Changing only what was read: the version of an answer as its ETag, and the one a command insists on.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::problem::{Problem, Slug};

/// The version a command insists on with `If-Match`; none when it takes any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IfMatch(Option<i64>);

impl IfMatch {
    /// Reads the header: one ETag as it was given, or `*` for any.
    ///
    /// # Errors
    /// `validation` for anything else.
    pub fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut values = headers.get_all(header::IF_MATCH).iter();
        let Some(value) = values.next() else { return Ok(Self(None)) };
        let told = value.to_str().unwrap_or_default().trim();
        if values.next().is_some() {
            return Err(malformed());
        }
        if told == "*" {
            return Ok(Self(None));
        }
        let version = told.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let version = version.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        version.and_then(|digits| digits.parse().ok()).map(|version| Self(Some(version))).ok_or_else(malformed)
    }

    /// Demands that the record still has the version that was read; asked after the record is locked.
    ///
    /// # Errors
    /// `precondition-failed`.
    pub fn check(self, version: i64) -> Result<(), Problem> {
        if self.0.is_none_or(|wanted| wanted == version) { Ok(()) } else { Err(Problem::new(Slug::PreconditionFailed)) }
    }
}

fn malformed() -> Problem {
    let message = "Một ETag đã nhận, ví dụ \"3\" / One ETag as it was received, for example \"3\"";
    Problem::field("/headers/If-Match", "etag-format", message)
}

/// The ETag of a version.
pub fn etag(version: i64) -> [(header::HeaderName, HeaderValue); 1] {
    // Digits and quotes always make a header.
    let value = HeaderValue::try_from(format!("\"{version}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    [(header::ETAG, value)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&'static str]) -> Result<IfMatch, Problem> {
        let values = values.iter().map(|value| (header::IF_MATCH, HeaderValue::from_static(value)));
        IfMatch::of(&values.collect())
    }

    #[test]
    fn a_stale_version_is_refused_and_none_at_all_is_not() {
        assert!(of(&[]).unwrap().check(7).is_ok());
        assert!(of(&["*"]).unwrap().check(7).is_ok());
        assert!(of(&["\"7\""]).unwrap().check(7).is_ok());
        assert_eq!(of(&["\"6\""]).unwrap().check(7).unwrap_err().code, "precondition-failed");
    }

    #[test]
    fn what_no_etag_of_ours_looks_like_is_invalid() {
        for wrong in ["7", "\"\"", "W/\"7\"", "\"7\", \"8\"", "\"+7\"", "\"99999999999999999999\"", ""] {
            assert_eq!(of(&[wrong]).unwrap_err().code, "validation", "{wrong}");
        }
        assert!(of(&["\"7\"", "\"7\""]).is_err());
    }
}
