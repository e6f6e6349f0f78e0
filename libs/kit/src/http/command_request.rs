//! A state-changing request: its caller, its idempotency key, its preconditions, and the checked body.

use axum::extract::{FromRef, FromRequest, FromRequestParts, MatchedPath, Request};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::body::{parse, require_json, unreadable};
use super::body_size::BodySize;
use super::if_match::IfMatch;
use super::language::Language;
use crate::auth::{Actor, Verifier};
use crate::idempotency::IdempotencyKey;
use crate::problem::Problem;

/// The caller of a command with its key and preconditions.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account that acts.
    pub actor: Actor,
    /// Makes a retry return the stored response.
    pub key: IdempotencyKey,
    /// The version of the record that the caller insists on.
    pub if_match: IfMatch,
    /// The language of texts in the response.
    pub language: Language,
}

/// A request that creates or decides.
#[derive(Debug, Clone)]
pub struct CommandRequest<T> {
    /// The caller.
    pub caller: Caller,
    /// The body, checked against its schema.
    pub body: T,
}

/// A request whose body holds a password: a retry is known by its key alone, because a fast hash of a password must not be
/// stored.
#[derive(Debug, Clone)]
pub struct SecretCommandRequest<T>(pub CommandRequest<T>);

impl<T, S> FromRequest<S> for CommandRequest<T>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        extract(request, state, |bytes| bytes).await
    }
}

impl<T, S> FromRequest<S> for SecretCommandRequest<T>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        extract(request, state, |_| &[]).await.map(Self)
    }
}

/// Reads a request; `content` is what a retry has to repeat of its body.
async fn extract<T, S>(request: Request, state: &S, content: fn(&[u8]) -> &[u8]) -> Result<CommandRequest<T>, Problem>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    let (mut parts, body) = request.into_parts();
    let actor = Actor::from_request_parts(&mut parts, state).await?;
    require_json(&parts.headers)?;
    let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let operation = format!("{} {route}", parts.method);
    let path = parts.uri.path().to_owned();
    let headers = parts.headers.clone();
    let request = Request::from_parts(parts, body);
    let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
    let key = IdempotencyKey::of(&headers, actor.id, operation, &path, content(&bytes))?;
    let (if_match, language) = (IfMatch::of(&headers)?, Language::negotiate(&headers));
    let caller = Caller { actor, key, if_match, language };
    Ok(CommandRequest { caller, body: parse(&bytes, BodySize::DEFAULT)? })
}
