//! The rule of one operation.

/// Who may call an operation. `R` is the role of the office; the kit only compares names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed<R: 'static> {
    /// Anybody, with or without an account.
    Public,
    /// Every account.
    SignedIn,
    /// Accounts with at least one of these roles.
    Roles(&'static [R]),
}

/// The rule of an operation. What depends on the object (its unit, its applicant) is decided where the object is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<R: 'static> {
    /// `operationId` of its description.
    pub operation: &'static str,
    /// The scope that a token with scopes needs; none where no account is needed.
    pub scope: Option<&'static str>,
    /// Who may call it.
    pub allowed: Allowed<R>,
}

impl<R> Rule<R> {
    /// An operation for anybody.
    pub const fn public(operation: &'static str) -> Self {
        Self { operation, scope: None, allowed: Allowed::Public }
    }

    /// An operation for anybody that shows more to some accounts, which need this scope for it.
    pub const fn public_or_more(operation: &'static str, scope: &'static str) -> Self {
        Self { operation, scope: Some(scope), allowed: Allowed::Public }
    }

    /// An operation for every account.
    pub const fn signed_in(operation: &'static str, scope: &'static str) -> Self {
        Self { operation, scope: Some(scope), allowed: Allowed::SignedIn }
    }

    /// An operation for accounts with at least one of these roles.
    pub const fn roles(operation: &'static str, scope: &'static str, roles: &'static [R]) -> Self {
        Self { operation, scope: Some(scope), allowed: Allowed::Roles(roles) }
    }
}
