//! Preconditions of a command (RFC 9110, section 13): the version of a response as its ETag, and the version that a
//! command insists on.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use motcua_contracts::Text;

use crate::problem::{Problem, Slug};

/// What a command demands of the record that it changes, from `If-Match` and `If-None-Match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IfMatch(Precondition);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Precondition {
    /// Neither header.
    #[default]
    None,
    /// `If-Match: *`.
    Exists,
    /// `If-Match` with an ETag.
    Version(i64),
    /// `If-None-Match: *`.
    Absent,
}

impl IfMatch {
    /// Reads `If-Match`, one ETag as it was received or `*`, and `If-None-Match`, only `*`.
    ///
    /// # Errors
    /// `validation` for anything else, and for both headers together.
    pub fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let absent = only_value(headers, header::IF_NONE_MATCH).map_err(|()| not_a_star())?;
        let matched = only_value(headers, header::IF_MATCH).map_err(|()| not_an_etag())?;
        match (matched, absent) {
            (None, None) => Ok(Self(Precondition::None)),
            (None, Some("*")) => Ok(Self(Precondition::Absent)),
            (_, Some(_)) => Err(not_a_star()),
            (Some("*"), None) => Ok(Self(Precondition::Exists)),
            (Some(etag), None) => version(etag).map(|version| Self(Precondition::Version(version))),
        }
    }

    /// Demands that the record, of version 0 when it does not exist, still is what the caller insists on.
    ///
    /// # Errors
    /// `precondition-failed`.
    pub fn check(self, version: i64) -> Result<(), Problem> {
        let holds = match self.0 {
            Precondition::None => true,
            Precondition::Exists => version > 0,
            Precondition::Version(wanted) => wanted == version,
            Precondition::Absent => version == 0,
        };
        if holds { Ok(()) } else { Err(Problem::new(Slug::PreconditionFailed)) }
    }

    /// The same for a command that replaces a whole record: a replacement must name the version that was read, so that
    /// no change of others is overwritten. `*` names none.
    ///
    /// # Errors
    /// `precondition-required` when the record exists and no version is named; `precondition-failed`.
    pub fn require(self, version: i64) -> Result<(), Problem> {
        let names_none = matches!(self.0, Precondition::None | Precondition::Exists);
        if names_none && version > 0 {
            let detail = Text::fixed(
                "Bản ghi đã có: gửi If-Match với ETag của bản ghi đã đọc.",
                "The record exists: send If-Match with the ETag of the record that was read.",
            );
            return Err(Problem::new(Slug::PreconditionRequired).detail(detail));
        }
        self.check(version)
    }
}

/// The value of a header that may stand once.
fn only_value(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(|text| Some(text.trim())).map_err(drop),
        (Some(_), Some(_)) => Err(()),
    }
}

fn version(etag: &str) -> Result<i64, Problem> {
    let digits = etag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).ok_or_else(not_an_etag)
}

fn not_an_etag() -> Problem {
    let message = Text::fixed("Một ETag đã nhận, ví dụ \"3\"", "One ETag as it was received, for example \"3\"");
    Problem::field("/headers/If-Match", "etag-format", message)
}

fn not_a_star() -> Problem {
    let message = Text::fixed("Chỉ nhận * và không cùng If-Match", "Only *, and not together with If-Match");
    Problem::field("/headers/If-None-Match", "etag-format", message)
}

/// The ETag of a version.
pub fn etag(version: i64) -> [(HeaderName, HeaderValue); 1] {
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

    fn none_match(values: &[&'static str]) -> Result<IfMatch, Problem> {
        let values = values.iter().map(|value| (header::IF_NONE_MATCH, HeaderValue::from_static(value)));
        IfMatch::of(&values.collect())
    }

    fn code(result: Result<(), Problem>) -> &'static str {
        result.map_or_else(|problem| problem.code(), |()| "ok")
    }

    #[test]
    fn a_stale_version_is_refused_and_a_missing_precondition_is_not() {
        assert!(of(&[]).unwrap().check(7).is_ok());
        assert!(of(&["*"]).unwrap().check(7).is_ok());
        assert!(of(&["\"7\""]).unwrap().check(7).is_ok());
        assert_eq!(code(of(&["\"6\""]).unwrap().check(7)), "precondition-failed");
        assert_eq!(code(of(&["*"]).unwrap().check(0)), "precondition-failed");
    }

    #[test]
    fn a_replacement_needs_the_version_that_was_read() {
        let required = |precondition: IfMatch, version| code(precondition.require(version));
        for names_none in [of(&[]).unwrap(), of(&["*"]).unwrap()] {
            assert_eq!(required(names_none, 7), "precondition-required");
        }
        assert_eq!(required(of(&["\"7\""]).unwrap(), 7), "ok");
        assert_eq!(required(of(&["\"6\""]).unwrap(), 7), "precondition-failed");
        assert_eq!(required(none_match(&["*"]).unwrap(), 7), "precondition-failed");
    }

    #[test]
    fn a_new_record_needs_no_precondition() {
        let required = |precondition: IfMatch| code(precondition.require(0));
        assert_eq!(required(of(&[]).unwrap()), "ok");
        assert_eq!(required(none_match(&["*"]).unwrap()), "ok");
        for insists_on_a_record in [of(&["*"]).unwrap(), of(&["\"1\""]).unwrap()] {
            assert_eq!(required(insists_on_a_record), "precondition-failed");
        }
    }

    #[test]
    fn an_if_match_that_is_not_one_etag_is_invalid() {
        for wrong in ["7", "\"\"", "W/\"7\"", "\"7\", \"8\"", "\"+7\"", "\"99999999999999999999\"", ""] {
            assert_eq!(of(&[wrong]).unwrap_err().code(), "validation", "{wrong}");
        }
        assert!(of(&["\"7\"", "\"7\""]).is_err());
    }

    #[test]
    fn if_none_match_accepts_only_a_star() {
        assert_eq!(none_match(&["\"7\""]).unwrap_err().code(), "validation");
        assert!(none_match(&["*", "*"]).is_err());
        let both = [(header::IF_MATCH, "\"7\""), (header::IF_NONE_MATCH, "*")];
        let both = both.map(|(name, value)| (name, HeaderValue::from_static(value)));
        assert!(IfMatch::of(&both.into_iter().collect()).is_err());
    }
}
