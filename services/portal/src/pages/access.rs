//! Access to pages that need a sign-in: the visitor's token, and the response when there is none.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use uuid::Uuid;

use crate::api::error::ApiError;
use crate::forms::facts::DossierFacts;
use crate::portal::Portal;
use crate::session::cookies;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::wording::errors::ErrorPage;

/// Why a visitor does not see something.
pub enum AccessError {
    /// The visitor is not signed in.
    NotSignedIn,
    /// The API refused it, or did not answer.
    Api(ApiError),
}

impl From<ApiError> for AccessError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// An access token of the visitor.
///
/// # Errors
/// The visitor is not signed in, or the token could not be refreshed.
pub async fn token(portal: &Portal, visitor: &Visitor) -> Result<String, AccessError> {
    let session = visitor.session.as_ref().ok_or(AccessError::NotSignedIn)?;
    Ok(session.token(&visitor.api(portal)).await?)
}

/// The dossier with everything that its forms print.
///
/// # Errors
/// The visitor is not signed in, the dossier is not visible, or a part of it could not be fetched.
pub async fn dossier_facts(portal: &Portal, visitor: &Visitor, id: Uuid) -> Result<DossierFacts, AccessError> {
    let token = token(portal, visitor).await?;
    Ok(DossierFacts::fetch(&visitor.api(portal), &portal.directory, &token, id).await?)
}

/// The response about a dossier or form that the visitor does not see.
pub fn no_access(portal: &Portal, visitor: Visitor, error: AccessError) -> Response {
    match error {
        AccessError::NotSignedIn => to_sign_in(),
        AccessError::Api(ApiError::SignedOut) => session_ended(portal, visitor),
        AccessError::Api(ApiError::NotFound) => error_page(&visitor, ErrorPage::NotFound),
        AccessError::Api(ApiError::Forbidden) => error_page(&visitor, ErrorPage::Forbidden),
        AccessError::Api(error) => error_page(&visitor, error.into()),
    }
}

/// Sends the browser to the sign-ins.
pub fn to_sign_in() -> Response {
    Redirect::to("/#dang-nhap").into_response()
}

/// Removes a session that has ended at the gateway, and shows that.
pub fn session_ended(portal: &Portal, visitor: Visitor) -> Response {
    if let Some(id) = &visitor.session_id {
        portal.sessions.remove(id);
    }
    let visitor = Visitor { session: None, ..visitor };
    forget_session(error_page(&visitor, ErrorPage::SignedOut), visitor.https)
}

/// The same response; the browser forgets the session.
pub fn forget_session(response: Response, https: bool) -> Response {
    (CookieJar::new().add(cookies::no_session(https)), response).into_response()
}
