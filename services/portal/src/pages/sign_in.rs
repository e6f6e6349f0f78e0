//! Sign-in to an account of the demonstration by one click, and sign-out.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::access::forget_session;
use crate::api::error::ApiError;
use crate::portal::Portal;
use crate::session::cookies;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::wording::errors::ErrorPage;

/// The form of the sign-ins.
#[derive(Deserialize)]
pub struct SignInForm {
    /// Index of the sign-in on the home page.
    #[serde(rename = "vai")]
    sign_in: usize,
}

/// Signs in. Each sign-in creates a new session with a new id and ends the previous one.
pub async fn sign_in(
    State(portal): State<Portal>,
    visitor: Visitor,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let index = form.ok().map(|Form(form)| form.sign_in);
    let offered = |index: usize| portal.sign_ins.0.get(index).filter(|sign_in| portal.offers(sign_in));
    let Some((index, sign_in)) = index.and_then(|index| Some((index, offered(index)?))) else {
        return error_page(&visitor, ErrorPage::SignInFailed);
    };
    let tokens = match visitor.api(&portal).sign_in(&sign_in.kind).await {
        Ok(tokens) => tokens,
        Err(ApiError::Invalid | ApiError::NotFound | ApiError::SignedOut) => {
            return error_page(&visitor, ErrorPage::SignInFailed);
        }
        Err(error) => return error_page(&visitor, error.into()),
    };
    end_session(&portal, &visitor).await;
    match portal.sessions.create(index, tokens) {
        Ok(id) => (CookieJar::new().add(cookies::session(id, visitor.https)), Redirect::to("/toi")).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "failed to create a session: no random bytes");
            error_page(&visitor, ErrorPage::Unavailable)
        }
    }
}

/// Signs out.
pub async fn sign_out(State(portal): State<Portal>, visitor: Visitor) -> Response {
    end_session(&portal, &visitor).await;
    forget_session(Redirect::to("/").into_response(), visitor.https)
}

async fn end_session(portal: &Portal, visitor: &Visitor) {
    if let Some(session) = visitor.session_id.as_deref().and_then(|id| portal.sessions.remove(id)) {
        session.sign_out(&visitor.api(portal)).await;
    }
}
