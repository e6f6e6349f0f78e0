//! The operations of reporting.

mod agencies;
mod get_definitions;
mod get_dossier_timeline;
mod get_form_06a;
mod get_public_figures;
mod get_yearly_review;
mod list_stuck_dossiers;
mod look_up_dossier;
mod period;
mod report_query;
mod report_response;
mod stuck_view;
mod view;

use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{DOSSIER_STAFF, Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags(
    (name = "reports", description = "Báo cáo, số liệu công khai / Reports and public figures"),
    (name = "lookup", description = "Tra cứu hồ sơ / Looking a dossier up")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(get_public_figures::get_public_figures))
        .routes(routes!(get_yearly_review::get_yearly_review))
        .routes(routes!(get_form_06a::get_form_06a))
        .routes(routes!(list_stuck_dossiers::list_stuck_dossiers))
        .routes(routes!(get_definitions::get_definitions))
        .routes(routes!(look_up_dossier::look_up_dossier))
        .routes(routes!(get_dossier_timeline::get_dossier_timeline))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::public("getPublicFigures"),
    Rule::roles("getYearlyReview", "reports:read", REPORT_READERS),
    Rule::roles("getForm06a", "reports:read", REPORT_READERS),
    Rule::roles("listStuckDossiers", "reports:read", REPORT_READERS),
    Rule::public("getDefinitions"),
    // The code and the lookup secret prove the right.
    Rule::public("lookUpDossier"),
    Rule::roles("getDossierTimeline", "dossiers:read", DOSSIER_STAFF),
    Rule::roles("listReportingAccessRecords", "access-records:read", &[Role::Auditor]),
];

/// The roles that read reports; heads only those of their agency.
const REPORT_READERS: &[Role] = &[Role::CentreDirector, Role::Auditor, Role::DeptHead];
