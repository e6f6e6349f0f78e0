//! The account behind a token, and what the token narrows it to.

use std::sync::Arc;

use super::Actor;

/// A verified token: its account, and its scopes. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// The account.
    pub actor: Actor,
    scopes: Option<Arc<[String]>>,
}

impl Principal {
    /// An account with the scopes of its token, separated by spaces; without any, nothing is narrowed.
    pub fn new(actor: Actor, scopes: Option<&str>) -> Self {
        let split = |scopes: &str| scopes.split_ascii_whitespace().map(str::to_owned).collect();
        Self { actor, scopes: scopes.map(split) }
    }

    /// Whether the token covers what needs this scope.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|known| known == scope))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn scopes_narrow_and_their_absence_does_not() {
        let principal = |scopes| Principal::new(Actor::account(Uuid::nil(), ["clerk"], None), scopes);
        assert!(principal(None).has_scope("tasks:read"));
        assert!(principal(Some("tasks:read results:read")).has_scope("tasks:read"));
        for narrowed in ["", "tasks:write", "tasks:reading", "TASKS:READ"] {
            assert!(!principal(Some(narrowed)).has_scope("tasks:read"), "{narrowed}");
        }
    }
}
