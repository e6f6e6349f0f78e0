//! The operations of ratings.

mod get;
mod record;
mod summarize;
pub mod view;

use axum::extract::FromRef;
use motcua_kit::auth::Verifier;
use motcua_kit::http::Api;
use motcua_office::{Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(tags((name = "ratings", description = "Đánh giá: mức độ hài lòng / Satisfaction ratings")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let verifier = Verifier::from_ref(&app);
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(record::record_rating))
        .routes(routes!(summarize::summarize_ratings))
        .routes(routes!(get::get_rating))
        .with_state(app)
        .split_for_parts();
    Api::new(router, openapi, ACCESS, verifier)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("recordRating", "ratings:write", &[Role::Citizen, Role::Kiosk]),
    Rule::public("summarizeRatings"),
    Rule::roles("getRating", "ratings:read", &[Role::Citizen, Role::CentreDirector, Role::Auditor]),
];
