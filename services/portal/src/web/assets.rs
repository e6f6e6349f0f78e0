//! Style sheet, script and drawings, embedded in the binary. Browsers cache them for good, or revalidate by ETag.

use std::sync::LazyLock;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
    fingerprint: String,
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        asset("portal.css", CSS, include_str!("../../assets/portal.css")),
        asset("home.js", JAVASCRIPT, include_str!("../../assets/home.js")),
        asset("icon.svg", SVG, include_str!("../../assets/icon.svg")),
        asset("weave.svg", SVG, include_str!("../../assets/weave.svg")),
    ]
});

fn asset(name: &'static str, kind: &'static str, content: &'static str) -> Asset {
    let digest = Sha256::digest(content.as_bytes());
    Asset { name, kind, content, fingerprint: URL_SAFE_NO_PAD.encode(&digest[..9]) }
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Address of an asset. It changes with the content, so that browsers may cache it for good.
pub fn address(name: &str) -> String {
    let version = find(name).map_or("", |asset| &asset.fingerprint);
    format!("/assets/{name}?v={version}")
}

/// Returns an asset. Only its current address is cacheable for good.
pub async fn serve(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(asset) = find(&name) else {
        return (StatusCode::NOT_FOUND, "Không có tệp này / No such file\n").into_response();
    };
    let tag = format!("\"{}\"", asset.fingerprint);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let not_modified =
        known.is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = match not_modified {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind))], asset.content).into_response(),
    };
    let is_current = query.and_then(|query| query.strip_prefix("v=").map(|v| v == asset.fingerprint)) == Some(true);
    response.headers_mut().insert(header::CACHE_CONTROL, if is_current { IMMUTABLE } else { REVALIDATE });
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
