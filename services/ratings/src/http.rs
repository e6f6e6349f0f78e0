//! The operations of ratings.

mod get;
mod record;
mod summarize;
pub mod view;

use motcua_kit::http::Api;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(tags((name = "ratings", description = "Đánh giá: mức độ hài lòng / Satisfaction ratings")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(record::record_rating))
        .routes(routes!(summarize::summarize_ratings))
        .routes(routes!(get::get_rating))
        .with_state(app)
        .split_for_parts();
    Api { router, openapi }
}
