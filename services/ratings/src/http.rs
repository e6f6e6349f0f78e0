//! The operations of ratings.

mod get;
mod record;
mod summarize;
pub mod view;

use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags((name = "ratings", description = "Đánh giá: mức độ hài lòng / Satisfaction ratings")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(record::record_rating))
        .routes(routes!(summarize::summarize_ratings))
        .routes(routes!(get::get_rating))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("recordRating", "ratings:write", &[Role::Citizen, Role::Kiosk]),
    Rule::public("summarizeRatings"),
    Rule::roles("getRating", "ratings:read", &[Role::Citizen, Role::CentreDirector, Role::Auditor]),
    Rule::roles("listRatingsAccessRecords", "access-records:read", &[Role::Auditor]),
];
