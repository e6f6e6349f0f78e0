//! The error of a content whose event would be too large; found when it is drafted, not when it is published.

use motcua_contracts::{Event, Text};
use motcua_kit::problem::FieldError;
use motcua_messaging::OutboxEvent;

use crate::domain::field_error;

/// The error of a content whose event would be too large.
pub fn too_large<M: Event>(message: &M) -> Option<FieldError> {
    let (bytes, most) = (message.encoded_len(), OutboxEvent::MOST_BYTES);
    (bytes > most).then(|| {
        let message = Text::new(
            format!("Nội dung quá lớn: {bytes} byte, nhiều nhất {most}"),
            format!("Too large: {bytes} bytes, at most {most}"),
        );
        field_error("", "too-large", message)
    })
}
