//! The operations of routing.

mod access;
mod affected;
mod control_sheet;
mod days;
mod due_date;
mod due_date_view;
mod history;
mod journey;
mod journey_view;
mod move_target;
mod move_work;
mod open_work;
mod running;

use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{DOSSIER_READERS, Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags((name = "journeys", description = "Quá trình giải quyết và hạn trả / Journeys of dossiers and their due dates")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(journey::get_journey))
        .routes(routes!(due_date::get_due_date))
        .routes(routes!(control_sheet::get_control_sheet))
        .routes(routes!(affected::list_affected))
        .routes(routes!(history::get_routing_history))
        .routes(routes!(running::list_running))
        .routes(routes!(move_work::move_work))
        .routes(routes!(open_work::list_open_work))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("getJourney", "dossiers:read", DOSSIER_READERS),
    Rule::roles("getDueDate", "dossiers:read", DOSSIER_READERS),
    Rule::roles("getControlSheet", "dossiers:read", DOSSIER_READERS),
    Rule::roles("getRoutingHistory", "dossiers:read", DOSSIER_READERS),
    Rule::roles("listDossiersAffectedByCalendar", "dossiers:read", PLANNERS),
    Rule::roles("listRunningDossiers", "dossiers:read", PLANNERS),
    Rule::roles(
        "listOpenWork",
        "dossiers:read",
        &[Role::CentreDirector, Role::SysAdmin, Role::CatalogueEditor, Role::CatalogueApprover, Role::Auditor],
    ),
    Rule::roles("moveWork", "dossiers:write", &[Role::CentreDirector]),
    Rule::roles("listRoutingAccessRecords", "access-records:read", &[Role::Auditor]),
];

/// The roles that plan changes of procedures and calendars, and those that watch over them.
const PLANNERS: &[Role] = &[Role::CatalogueEditor, Role::CatalogueApprover, Role::CentreDirector, Role::Auditor];
