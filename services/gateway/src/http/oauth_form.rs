//! The body of the token and revocation endpoints: a form without NUL characters.

use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::tokens::oauth_error::OAuthError;

/// The parameters of a form.
pub struct OAuthForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for OAuthForm<T> {
    type Rejection = OAuthError;

    async fn from_request(request: Request, state: &S) -> Result<Self, OAuthError> {
        const MALFORMED: OAuthError = OAuthError::InvalidRequest("The body is not a form, or repeats a parameter.");
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::new(body), state).await.map_err(|_| MALFORMED)?;
        // PostgreSQL cannot compare a NUL.
        if bytes.contains(&0) || bytes.windows(3).any(|three| three == b"%00") {
            return Err(OAuthError::InvalidRequest("A parameter contains a NUL character."));
        }
        let form = Form::from_request(Request::from_parts(parts, Body::from(bytes)), state).await;
        form.map(|Form(form)| Self(form)).map_err(|_| MALFORMED)
    }
}
