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

use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags((name = "tasks", description = "Việc: hàng đợi, thụ lý, phê duyệt / Tasks: queues, work, decisions")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
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
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("listTasks", "tasks:read", TASK_READERS),
    Rule::roles("getTask", "tasks:read", TASK_READERS),
    Rule::roles("claimTask", "tasks:write", WORKERS),
    Rule::roles("completeTask", "tasks:write", WORKERS),
    Rule::roles("requestOpinion", "tasks:write", WORKERS),
    Rule::roles("listOpinions", "tasks:read", TASK_READERS),
    Rule::roles("requestSupplement", "tasks:write", WORKERS),
    Rule::roles("requireFee", "tasks:write", WORKERS),
    Rule::roles("approveTask", "tasks:write", WORKERS),
    Rule::roles("extendDueDate", "tasks:write", &[Role::DeptHead]),
    Rule::roles("stopDossier", "tasks:write", &[Role::DeptHead]),
    Rule::roles("declineWithdrawal", "tasks:write", &[Role::DeptHead]),
    Rule::roles("getProcessingHistory", "dossiers:read", TASK_READERS),
    Rule::roles("listNotices", "dossiers:read", NOTICE_READERS),
    Rule::roles("listProcessingAccessRecords", "access-records:read", &[Role::Auditor]),
];

/// The roles that can carry out a step; the task names the one that does.
const WORKERS: &[Role] =
    &[Role::IntakeOfficer, Role::PostalClerk, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];
/// Those and the roles that read everything.
const TASK_READERS: &[Role] = &[
    Role::IntakeOfficer,
    Role::PostalClerk,
    Role::DeptOfficer,
    Role::DeptHead,
    Role::Clerk,
    Role::ResultOfficer,
    Role::CentreDirector,
    Role::Auditor,
];
/// Those and the applicant.
const NOTICE_READERS: &[Role] = &[
    Role::Citizen,
    Role::IntakeOfficer,
    Role::PostalClerk,
    Role::DeptOfficer,
    Role::DeptHead,
    Role::Clerk,
    Role::ResultOfficer,
    Role::CentreDirector,
    Role::Auditor,
];
