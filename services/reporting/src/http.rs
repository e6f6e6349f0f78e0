//! Reporting's operations.

mod answer;
mod definitions;
mod figures;
mod form_06a;
mod look_up;
mod stuck;
mod timeline;
mod view;
mod wanted;
mod yearly_review;

use motcua_kit::http::Api;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

#[derive(OpenApi)]
#[openapi(tags(
    (name = "reports", description = "Báo cáo, số liệu công khai / Reports and public figures"),
    (name = "lookup", description = "Tra cứu hồ sơ / Looking a dossier up")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(figures::get_public_figures))
        .routes(routes!(yearly_review::get_yearly_review))
        .routes(routes!(form_06a::get_form_06a))
        .routes(routes!(stuck::list_stuck_dossiers))
        .routes(routes!(definitions::get_definitions))
        .routes(routes!(look_up::look_up_dossier))
        .routes(routes!(timeline::get_dossier_timeline))
        .with_state(app)
        .split_for_parts();
    Api { router, openapi }
}
