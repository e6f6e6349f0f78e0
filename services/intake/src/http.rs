//! Intake's operations.

mod accept;
mod correct;
mod get;
mod history;
mod list;
mod pay;
mod payment_notice;
mod payment_start;
mod receive;
mod refuse;
mod statement_put;
mod statement_reconciliation;
mod submit;
mod supplement;
pub mod view;
mod withdraw;

use motcua_kit::http::Api;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;

#[derive(OpenApi)]
#[openapi(tags((name = "dossiers", description = "Hồ sơ: nộp, tiếp nhận, bổ sung / Dossiers: handing in, acceptance, supplements"),
    (name = "payments", description = "Thanh toán: trực tuyến, đối soát / Payments: online, reconciliation")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(submit::submit_dossier, list::list_dossiers))
        .routes(routes!(get::get_dossier))
        .routes(routes!(history::get_intake_history))
        .routes(routes!(accept::accept_dossier))
        .routes(routes!(receive::receive_dossier))
        .routes(routes!(refuse::refuse_dossier))
        .routes(routes!(supplement::supplement_dossier))
        .routes(routes!(pay::pay_fee))
        .routes(routes!(payment_start::start_payment))
        .routes(routes!(payment_notice::note_payment))
        .routes(routes!(statement_put::put_statement))
        .routes(routes!(statement_reconciliation::get_reconciliation))
        .routes(routes!(withdraw::withdraw_dossier))
        .routes(routes!(correct::correct_dossier))
        .with_state(app)
        .split_for_parts();
    Api { router, openapi }
}
