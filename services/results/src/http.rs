//! The operations of results.

mod get;
mod hand_over;
mod history;
mod issue;
mod list;
mod readers;
mod recall;
pub mod view;

use motcua_kit::http::Api;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(tags((name = "results", description = "Kết quả: vào số, đóng dấu, phát hành, trả / Results: number, seal, issue, hand-over")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(list::list_results))
        .routes(routes!(get::get_result))
        .routes(routes!(issue::issue_result))
        .routes(routes!(hand_over::return_result))
        .routes(routes!(recall::recall_result))
        .routes(routes!(history::get_results_history))
        .with_state(app)
        .split_for_parts();
    Api { router, openapi }
}
