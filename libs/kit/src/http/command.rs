//! A state-changing request: who asks, the key that makes it act once, and the checked body.

use axum::extract::{FromRef, FromRequest, MatchedPath, Request};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::IfMatch;
use super::body::{parse, require_json, unreadable};
use crate::auth::{Actor, Verifier};
use crate::idempotency::Once;
use crate::problem::Problem;

/// A POST that creates or decides.
#[derive(Debug, Clone)]
pub struct Command<T> {
    /// Who asks.
    pub actor: Actor,
    /// What makes a repeat of it the same request.
    pub once: Once,
    /// The version of the record that it insists on.
    pub if_match: IfMatch,
    /// The body.
    pub body: T,
}

impl<T, S> FromRequest<S> for Command<T>
where
    T: DeserializeOwned + ToSchema + 'static,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let actor = Verifier::from_ref(state).actor(request.headers())?;
        require_json(request.headers())?;
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let operation = format!("{} {route}", request.method());
        let path = request.uri().path().to_owned();
        let headers = request.headers().clone();
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        let once = Once::of(&headers, actor.id, operation, &path, &bytes)?;
        let if_match = IfMatch::of(&headers)?;
        Ok(Self { actor, once, if_match, body: parse(&bytes)? })
    }
}
