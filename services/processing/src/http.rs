//! Processing's operations.

mod approve;
mod claim;
mod complete;
mod extend;
mod fee;
mod get;
mod history;
mod list;
mod notices;
mod opinions;
mod stop;
mod supplement;
pub mod view;
mod withdrawal;
mod workers;

use motcua_kit::http::Api;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(tags((name = "tasks", description = "Việc: hàng đợi, thụ lý, phê duyệt / Tasks: queues, work, decisions")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(list::list_tasks))
        .routes(routes!(get::get_task))
        .routes(routes!(claim::claim_task))
        .routes(routes!(complete::complete_task))
        .routes(routes!(opinions::request_opinion, opinions::list_opinions))
        .routes(routes!(supplement::request_supplement))
        .routes(routes!(fee::require_fee))
        .routes(routes!(approve::approve_task))
        .routes(routes!(extend::extend_due_date))
        .routes(routes!(stop::stop_dossier))
        .routes(routes!(withdrawal::decline_withdrawal))
        .routes(routes!(history::get_processing_history))
        .routes(routes!(notices::list_notices))
        .with_state(app)
        .split_for_parts();
    Api { router, openapi }
}
