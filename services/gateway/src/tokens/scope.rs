//! The scopes of a token: they only ever narrow what the account may do (RFC 6749, section 3.3).

use std::collections::BTreeSet;

use super::oauth_error::OAuthError;

/// Longest parameter; all scopes of the API together are shorter.
const LONGEST: usize = 1_000;

/// What a token is narrowed to: nothing, or these scopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope(Option<BTreeSet<String>>);

impl Scope {
    /// Reads the parameter `scope`: names such as `dossiers:read`, separated by spaces. A name that no operation asks for
    /// allows nothing.
    ///
    /// # Errors
    /// `invalid_scope` for an empty parameter and for what is no name.
    pub fn requested(parameter: Option<&str>) -> Result<Self, OAuthError> {
        let Some(parameter) = parameter else { return Ok(Self::default()) };
        let names: BTreeSet<String> = parameter.split(' ').map(str::to_owned).collect();
        if parameter.len() > LONGEST || !names.iter().all(|name| is_name(name)) {
            return Err(OAuthError::InvalidScope);
        }
        Ok(Self(Some(names)))
    }

    /// The scopes of an account that has to choose a password first.
    pub fn of_own_account() -> Self {
        Self(Some(["account:read", "account:write"].map(str::to_owned).into()))
    }

    /// The scopes as a sign-in stores them.
    pub fn stored(text: Option<&str>) -> Self {
        Self(text.map(|names| names.split_ascii_whitespace().map(str::to_owned).collect()))
    }

    /// The scopes that a refresh asks for, which must not be more than the sign-in has (RFC 6749, section 6).
    ///
    /// # Errors
    /// `invalid_scope` for more.
    pub fn narrowed_to(self, requested: Self) -> Result<Self, OAuthError> {
        match (&self.0, &requested.0) {
            (_, None) => Ok(self),
            (None, Some(_)) => Ok(requested),
            (Some(granted), Some(wanted)) if wanted.is_subset(granted) => Ok(requested),
            (Some(_), Some(_)) => Err(OAuthError::InvalidScope),
        }
    }

    /// The names, separated by spaces; `None` when nothing is narrowed.
    pub fn to_text(&self) -> Option<String> {
        self.0.as_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
    }
}

/// `resources:read` or `resources:write`.
fn is_name(name: &str) -> bool {
    name.split_once(':').is_some_and(|(resources, right)| {
        matches!(right, "read" | "write")
            && !resources.is_empty()
            && resources.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requested(parameter: &str) -> Scope {
        Scope::requested(Some(parameter)).unwrap()
    }

    #[test]
    fn names_are_sorted_and_kept_once() {
        assert_eq!(requested("tasks:read dossiers:read tasks:read").to_text().unwrap(), "dossiers:read tasks:read");
        assert_eq!(Scope::requested(None).unwrap().to_text(), None);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let long = ["tasks:read"; 120].join(" ");
        for wrong in ["", " ", "tasks", "tasks:all", "Tasks:read", "a:read  b:read", "\"", ":read", long.as_str()] {
            assert_eq!(Scope::requested(Some(wrong)), Err(OAuthError::InvalidScope), "{wrong}");
        }
    }

    #[test]
    fn a_refresh_never_widens() {
        let granted = || requested("dossiers:read tasks:read");
        assert_eq!(granted().narrowed_to(Scope::default()), Ok(granted()));
        assert_eq!(granted().narrowed_to(requested("tasks:read")), Ok(requested("tasks:read")));
        assert_eq!(granted().narrowed_to(requested("tasks:read tasks:write")), Err(OAuthError::InvalidScope));
        assert_eq!(Scope::default().narrowed_to(requested("tasks:read")), Ok(requested("tasks:read")));
    }
}
