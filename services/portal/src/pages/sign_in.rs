//! Signing in as somebody of the demonstration at one click, and signing out.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::trouble::{self, Trouble};
use crate::Portal;
use crate::api::Fault;
use crate::sessions;
use crate::visitor::Visitor;

/// Which of the offered sign-ins.
#[derive(Deserialize)]
pub struct Chosen {
    vai: usize,
}

/// Signs in. The session gets a new name each time, and the one before ends.
pub async fn enter(
    State(portal): State<Portal>,
    visitor: Visitor,
    form: Result<Form<Chosen>, FormRejection>,
) -> Response {
    let chosen = form.ok().map(|Form(chosen)| chosen.vai);
    let Some((at, offer)) = chosen.and_then(|at| Some((at, portal.sign_ins.0.get(at)?))) else {
        return trouble::page(&visitor, Trouble::NoSignIn);
    };
    let tokens = match portal.api.sign_in(&offer.kind).await {
        Ok(tokens) => tokens,
        Err(Fault::Invalid | Fault::NotFound | Fault::SignedOut) => {
            return trouble::page(&visitor, Trouble::NoSignIn);
        }
        Err(fault) => return trouble::page(&visitor, Trouble::of(fault)),
    };
    end(&portal, &visitor).await;
    match portal.sessions.open(at, tokens) {
        Ok(name) => with_cookie(Redirect::to("/toi"), &name, visitor.secure),
        Err(error) => {
            tracing::error!(error = %error, "no random bytes for a session");
            trouble::page(&visitor, Trouble::Unavailable)
        }
    }
}

/// Signs out.
pub async fn leave(State(portal): State<Portal>, visitor: Visitor) -> Response {
    end(&portal, &visitor).await;
    without_cookie(Redirect::to("/").into_response(), visitor.secure)
}

async fn end(portal: &Portal, visitor: &Visitor) {
    if let Some(session) = visitor.session_name.as_deref().and_then(|name| portal.sessions.close(name)) {
        session.end(&portal.api).await;
    }
}

fn with_cookie(answer: Redirect, name: &str, secure: bool) -> Response {
    let mut response = answer.into_response();
    set_cookie(&mut response, &format!("{}={name}", sessions::COOKIE), secure);
    response
}

/// The same answer, and the browser forgets the session.
pub fn without_cookie(mut response: Response, secure: bool) -> Response {
    set_cookie(&mut response, &format!("{}=; Max-Age=0", sessions::COOKIE), secure);
    response
}

fn set_cookie(response: &mut Response, cookie: &str, secure: bool) {
    let secure = if secure { "; Secure" } else { "" };
    if let Ok(cookie) = HeaderValue::try_from(format!("{cookie}; Path=/; HttpOnly; SameSite=Lax{secure}")) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
