//! Checks token, scope and role of each request by the rule of its operation, before anything else of it is read, and
//! records what it showed or that it was refused.

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
use uuid::Uuid;

use super::AccessControl;
use super::record::{self, AccessRecord, Outcome};
use super::rule::{Allowed, Rule};
use super::shown::ShownObjects;
use crate::auth::{Actor, Principal};
use crate::http::ClientAddress;
use crate::problem::{Problem, Slug};

/// The security scheme of the description; its scopes are those of the rules.
const SCHEME: &str = "oauth2";

/// The rules of a service by method and path.
pub(crate) struct Guard {
    access: AccessControl,
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
        access: AccessControl,
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
        router.route_layer(from_fn_with_state(Arc::new(Self { access, rules: guarded }), check))
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
    let principal = match guard.access.verifier.principal(request.headers()) {
        Ok(principal) => principal,
        Err(problem) => return problem.into_response(),
    };
    let object = object(request.uri().path());
    let actor = principal.actor.clone().from_source(ClientAddress::of(request.headers()).0);
    let response = match operation.admits(&principal) {
        Ok(()) => {
            request.extensions_mut().insert(actor.clone());
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    };
    guard.record(operation, actor, object, response).await
}

/// The record that a path names, for instance a dossier or a task.
fn object(path: &str) -> Option<Uuid> {
    path.split('/').find_map(|part| part.parse().ok())
}

impl Guard {
    /// Records a response that shows personal data or refuses. What cannot be recorded is not shown.
    async fn record(
        &self,
        operation: &GuardedOperation,
        actor: Actor,
        object: Option<Uuid>,
        mut response: Response,
    ) -> Response {
        let shown = response.extensions_mut().remove::<ShownObjects>();
        let refused = response.extensions().get::<Problem>().map(|problem| problem.slug);
        let (outcome, problem, objects) = match (shown, refused) {
            (Some(ShownObjects(objects)), None) => (Outcome::Shown, None, objects),
            (_, Some(slug @ Slug::Forbidden)) => (Outcome::Refused, Some(slug), object.into_iter().collect()),
            // What may not be seen is answered as what does not exist.
            (_, Some(slug @ Slug::NotFound)) if object.is_some() => {
                (Outcome::Refused, Some(slug), object.into_iter().collect())
            }
            _ => return response,
        };
        let problem = problem.map(Slug::code);
        if let Some(problem) = problem {
            tracing::warn!(operation = operation.id, problem, account.id = %actor.id, "access refused");
        }
        let record = AccessRecord {
            at: self.access.wall.now(),
            account: Some(actor.id),
            source: actor.source_text(),
            unit: actor.unit,
            operation: operation.id.clone(),
            outcome,
            problem: problem.map(str::to_owned),
            purpose: None,
            objects,
        };
        match record::write(&self.access.db, record).await {
            Ok(()) => response,
            Err(error) if outcome == Outcome::Shown => Problem::from(error).into_response(),
            Err(error) => {
                tracing::error!(error = %error, "refusal not recorded");
                response
            }
        }
    }
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
