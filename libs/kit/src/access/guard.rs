//! Checks token, scope and role of each request by the rule of its operation, before anything else of it is read.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use motcua_contracts::Text;
use serde_json::{Value, json};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{OpenApi, SecurityRequirement};

use super::rule::{Allowed, Rule};
use crate::auth::{Principal, Verifier};
use crate::problem::Problem;

/// The security scheme of the description; its scopes are those of the rules.
const SCHEME: &str = "oauth2";

/// The rules of a service by method and path.
pub(crate) struct Guard {
    verifier: Verifier,
    rules: HashMap<(Method, String), GuardedOperation>,
}

#[derive(Debug, Clone)]
struct GuardedOperation {
    id: String,
    scope: Option<&'static str>,
    who: Who,
}

#[derive(Debug, Clone)]
enum Who {
    Anybody,
    Accounts,
    Roles(Vec<String>),
    /// No rule names the operation: refused, and a test of every service fails.
    Nobody,
}

impl Guard {
    /// Completes the description with the rules and puts their check in front of the operations.
    pub(crate) fn put<R: AsRef<str>>(
        router: Router,
        openapi: &mut OpenApi,
        rules: &[Rule<R>],
        verifier: Verifier,
    ) -> Router {
        let mut guarded = HashMap::new();
        for (path, item) in &mut openapi.paths.paths {
            for (method, operation) in operations(item) {
                let id = operation.operation_id.clone().unwrap_or_default();
                let guard = GuardedOperation::new(id, rules);
                describe(operation, &guard);
                guarded.insert((method, path.clone()), guard);
            }
        }
        router.route_layer(from_fn_with_state(Arc::new(Self { verifier, rules: guarded }), check))
    }

    fn operation(&self, request: &Request) -> Option<&GuardedOperation> {
        let path = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        let method = if request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
        self.rules.get(&(method, path))
    }
}

impl GuardedOperation {
    fn new<R: AsRef<str>>(id: String, rules: &[Rule<R>]) -> Self {
        let rule = rules.iter().find(|rule| rule.operation == id);
        let who = match rule.map(|rule| &rule.allowed) {
            Some(Allowed::Public) => Who::Anybody,
            Some(Allowed::SignedIn) => Who::Accounts,
            Some(Allowed::Roles(roles)) => Who::Roles(roles.iter().map(|role| role.as_ref().to_owned()).collect()),
            None => Who::Nobody,
        };
        Self { id, scope: rule.and_then(|rule| rule.scope), who }
    }

    /// Whether this account may call the operation with this token.
    fn admits(&self, principal: &Principal) -> Result<(), Problem> {
        let has_role = match &self.who {
            Who::Anybody | Who::Accounts => true,
            Who::Roles(roles) => roles.iter().any(|role| principal.actor.is(role)),
            Who::Nobody => false,
        };
        if !has_role {
            return Err(Problem::forbidden());
        }
        match self.scope.filter(|scope| !principal.has_scope(scope)) {
            Some(scope) => Err(Problem::forbidden().detail(Text::new(
                format!("Token không có phạm vi {scope}."),
                format!("The token does not have the scope {scope}."),
            ))),
            None => Ok(()),
        }
    }
}

async fn check(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let Some(operation) = guard.operation(&request) else { return next.run(request).await };
    if matches!(operation.who, Who::Anybody) {
        return next.run(request).await;
    }
    let admitted = guard.verifier.principal(request.headers()).and_then(|principal| {
        operation.admits(&principal).inspect_err(|_| denied(operation, &principal)).map(|()| principal)
    });
    match admitted {
        Ok(principal) => {
            request.extensions_mut().insert(principal.actor);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

fn denied(operation: &GuardedOperation, principal: &Principal) {
    tracing::warn!(operation = operation.id, account.id = %principal.actor.id, "access denied");
}

/// Writes the rule into the description: what a client has to have.
fn describe(operation: &mut Operation, guard: &GuardedOperation) {
    let requirement = || guard.scope.map(|scope| SecurityRequirement::new(SCHEME, [scope]));
    let (access, security) = match &guard.who {
        Who::Anybody => {
            (json!("public"), std::iter::once(SecurityRequirement::default()).chain(requirement()).collect())
        }
        Who::Accounts => (json!("signed-in"), requirement().into_iter().collect()),
        Who::Roles(roles) => (json!(roles), requirement().into_iter().collect()),
        Who::Nobody => (Value::Null, vec![SecurityRequirement::new::<_, [&str; 0], _>(SCHEME, [])]),
    };
    operation.security = Some(security);
    operation.extensions.get_or_insert_with(Extensions::default).insert("x-access".to_owned(), access);
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [(Method::GET, get), (Method::PUT, put), (Method::POST, post), (Method::DELETE, delete), (Method::PATCH, patch)]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}
