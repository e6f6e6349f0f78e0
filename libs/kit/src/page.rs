//! Cursor paging: an opaque cursor, and the size of a page.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use motcua_contracts::Text;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::normalize;
use crate::problem::Problem;

/// Most items on one page.
pub const MOST: u64 = 200;
const USUAL: u64 = 50;

/// The size of a page: `limit`, or 50.
///
/// # Errors
/// `validation` unless it is 1 to 200.
pub fn limit(wanted: Option<u64>) -> Result<u64, Problem> {
    match wanted.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(Problem::field("/query/limit", "range", Text::fixed("Từ 1 đến 200", "1 to 200"))),
    }
}

/// The query of a list without filters.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Cursor of the page: `next` of the page before.
    pub cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    pub limit: Option<u64>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page of at most `limit` items out of one more than that; `place` names the place after an item.
    pub fn of<P: Serialize>(mut items: Vec<T>, limit: u64, place: impl Fn(&T) -> P) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).and_then(|last| encode(&place(last)));
        Self { items, next }
    }

    /// The same page of what is left of its items.
    pub fn filter_map<U>(self, change: impl FnMut(T) -> Option<U>) -> Page<U> {
        Page { items: self.items.into_iter().filter_map(change).collect(), next: self.next }
    }

    /// The same page of other items.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

fn encode<P: Serialize>(place: &P) -> Option<String> {
    serde_json::to_vec(place).ok().map(|json| URL_SAFE_NO_PAD.encode(json))
}

/// Reads a cursor.
///
/// # Errors
/// `validation` for a cursor that this list did not return.
pub fn decode<P: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<P>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    place(cursor).map(Some).ok_or_else(|| {
        Problem::field("/query/cursor", "cursor", Text::fixed("Con trỏ không hợp lệ", "Not a cursor of this list"))
    })
}

/// The place that a cursor encodes; none if it contains text that no stored row has, for instance a NUL.
fn place<P: DeserializeOwned>(cursor: &str) -> Option<P> {
    let mut document = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    if !normalize(&mut document, 1).is_empty() {
        return None;
    }
    serde_json::from_value(document).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_page_has_the_cursor_of_the_next() {
        let page = Page::of(vec![1, 2, 3], 2, |item| *item);
        assert_eq!(page.items, [1, 2]);
        assert_eq!(decode::<i32>(page.next.as_deref()).unwrap(), Some(2));
        assert!(Page::of(vec![1, 2], 2, |item| *item).next.is_none());
        assert!(decode::<i32>(Some("x!")).is_err());
    }

    #[test]
    fn a_cursor_with_a_nul_is_refused() {
        for forged in [r#""\u0000""#, r#"[7, "H35\u0000"]"#] {
            let cursor = URL_SAFE_NO_PAD.encode(forged);
            assert_eq!(decode::<serde_json::Value>(Some(&cursor)).unwrap_err().code(), "validation");
        }
    }
}
