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

impl<T, S> FromRequest<S> for CommandRequest<T>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let actor = Actor::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        require_json(request.headers())?;
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let operation = format!("{} {route}", request.method());
        let path = request.uri().path().to_owned();
        let headers = request.headers().clone();
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        let key = IdempotencyKey::of(&headers, actor.id, operation, &path, &bytes)?;
        let (if_match, language) = (IfMatch::of(&headers)?, Language::negotiate(&headers));
        Ok(Self { caller: Caller { actor, key, if_match, language }, body: parse(&bytes, BodySize::DEFAULT)? })
    }
}
