//! Marks a response that shows personal data.

use axum::response::{IntoResponse, Response};
use uuid::Uuid;

/// A response with the records whose personal data it shows: the guard records who saw them before it is sent.
#[derive(Debug, Clone)]
pub struct Shown<T> {
    objects: Vec<Uuid>,
    response: T,
}

/// The same in the extensions of a response.
#[derive(Debug, Clone)]
pub(super) struct ShownObjects(pub(super) Vec<Uuid>);

impl<T> Shown<T> {
    /// A response that shows these records, for instance dossiers. Without any, nothing is recorded.
    pub fn new(objects: impl IntoIterator<Item = Uuid>, response: T) -> Self {
        Self { objects: objects.into_iter().collect(), response }
    }
}

impl<T: IntoResponse> IntoResponse for Shown<T> {
    fn into_response(self) -> Response {
        let mut response = self.response.into_response();
        if !self.objects.is_empty() {
            response.extensions_mut().insert(ShownObjects(self.objects));
        }
        response
    }
}
