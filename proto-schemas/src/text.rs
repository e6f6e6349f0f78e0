//! A text for people in the two languages of the platform.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The same text in Vietnamese and English. Where one language is shown, it is chosen once, at the HTTP edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Text {
    /// Vietnamese.
    #[schema(value_type = String, example = "Đang giải quyết")]
    pub vi: Cow<'static, str>,
    /// English.
    #[schema(value_type = String, example = "In progress")]
    pub en: Cow<'static, str>,
}

impl Text {
    /// A fixed text, usable in constants.
    pub const fn fixed(vi: &'static str, en: &'static str) -> Self {
        Self { vi: Cow::Borrowed(vi), en: Cow::Borrowed(en) }
    }

    /// A text of any origin.
    pub fn new(vi: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}
