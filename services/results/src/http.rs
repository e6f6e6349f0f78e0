//! The operations of results.

mod get;
mod hand_over;
mod history;
mod issue;
mod list;
mod recall;
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
#[openapi(tags((name = "results", description = "Kết quả: vào số, đóng dấu, phát hành, trả / Results: number, seal, issue, hand-over")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(list::list_results))
        .routes(routes!(get::get_result))
        .routes(routes!(issue::issue_result))
        .routes(routes!(hand_over::return_result))
        .routes(routes!(recall::recall_result))
        .routes(routes!(history::get_results_history))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("listResults", "results:read", READERS),
    Rule::roles("getResult", "results:read", READERS),
    Rule::roles("issueResult", "results:write", &[Role::Clerk]),
    Rule::roles("returnResult", "results:write", &[Role::ResultOfficer]),
    Rule::roles("recallResult", "results:write", &[Role::ResultOfficer, Role::Clerk, Role::DeptHead]),
    Rule::roles("getResultsHistory", "dossiers:read", READERS),
    Rule::roles("listResultsAccessRecords", "access-records:read", &[Role::Auditor]),
];

/// The roles that read results; which ones they see depends on their agency.
const READERS: &[Role] = &[Role::Clerk, Role::ResultOfficer, Role::DeptHead, Role::CentreDirector, Role::Auditor];
