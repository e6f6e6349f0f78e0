//! An error as HTTP: RFC 9457 problem documents from one closed list of slugs.

mod document;
mod slug;

use axum::response::{IntoResponse, Response};
use motcua_contracts::Text;
use sea_orm::DbErr;

use crate::db::{FailureKind, failure_kind};
use crate::http::Language;
use crate::transact::Retryable;
pub use document::{FieldProblem, MEDIA_TYPE, ProblemDocument};
pub use slug::Slug;

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON Pointer to the field.
    pub pointer: String,
    /// Stable code of the rule broken.
    pub code: String,
    /// What is wrong, for people.
    pub message: Text,
}

/// An error with its texts in both languages; the outermost layer writes it as a document in the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub slug: Slug,
    /// What is wrong this time and what to do.
    pub detail: Option<Text>,
    /// Every field that is wrong.
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem that its slug describes.
    pub fn new(slug: Slug) -> Self {
        Self { slug, detail: None, errors: Vec::new() }
    }

    /// The same with a sentence for the person who reads it.
    #[must_use]
    pub fn detail(mut self, detail: Text) -> Self {
        self.detail = Some(detail);
        self
    }

    /// `validation` with every field that is wrong.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let count = errors.len();
        let detail = Text::new(format!("Có {count} lỗi cần sửa."), format!("{count} errors to correct."));
        Self { errors, ..Self::new(Slug::Validation).detail(detail) }
    }

    /// `validation` with one field.
    pub fn field(pointer: &str, code: &str, message: Text) -> Self {
        Self::fields(vec![FieldError { pointer: pointer.to_owned(), code: code.to_owned(), message }])
    }

    /// `conflict-state`: the present state does not allow the step.
    pub fn conflict_state(detail: Text) -> Self {
        Self::new(Slug::ConflictState).detail(detail)
    }

    /// `not-found`, the same for what does not exist and what the caller may not see.
    pub fn not_found() -> Self {
        Self::new(Slug::NotFound)
    }

    /// `forbidden`.
    pub fn forbidden() -> Self {
        Self::new(Slug::Forbidden)
    }

    /// `internal`; the cause goes to the log and nowhere else.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "request failed");
        Self::new(Slug::Internal)
    }

    /// Its stable code, published and never reused.
    pub fn code(&self) -> &'static str {
        self.slug.code()
    }

    /// As a document in one language.
    pub fn document(&self, language: Language) -> ProblemDocument {
        let text = |text: &Text| language.text(text).to_owned();
        let field = |field: &FieldError| FieldProblem {
            pointer: field.pointer.clone(),
            code: field.code.clone(),
            message: text(&field.message),
        };
        ProblemDocument {
            kind: format!("/problems/{}", self.code()),
            code: self.code().to_owned(),
            status: self.slug.status().as_u16(),
            title: text(&self.slug.title()),
            detail: self.detail.as_ref().map(text),
            instance: None,
            trace_id: None,
            errors: self.errors.iter().map(field).collect(),
        }
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        // The one insert that may find its row: the stored response of an idempotency key.
        if matches!(error, DbErr::RecordNotInserted) {
            return Self::new(Slug::IdempotencyKeyReused);
        }
        match failure_kind(&error) {
            FailureKind::Conflict => Self::new(Slug::ConflictConcurrent),
            FailureKind::Unavailable => {
                tracing::error!(error = %error, "database unavailable");
                Self::new(Slug::Unavailable)
            }
            FailureKind::Defect => Self::internal(&error),
        }
    }
}

impl Retryable for Problem {
    fn is_retryable(&self) -> bool {
        self.slug == Slug::ConflictConcurrent
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.document(Language::default()).into_response();
        // The outermost layer writes it again, in the reader's language and with the ids of the request.
        response.extensions_mut().insert(self);
        response
    }
}
