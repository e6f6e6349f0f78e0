//! The operations of the catalogue.

mod compare_calendar_versions;
mod compare_procedure_versions;
mod draft_calendar;
mod draft_procedure;
mod editors;
mod export_catalogue;
mod get_agency;
mod get_calendar;
mod get_file_schema;
mod get_procedure;
mod get_procedure_version;
mod import_catalogue;
mod import_request;
mod list_agencies;
mod list_findings;
mod list_procedures;
mod list_version_findings;
mod parse_file;
mod publication;
mod publish_calendar;
mod publish_procedure;
mod put_agency;
mod sent_file;
mod view;
mod yaml;

use editors::EDITORS;
use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags(
    (name = "agencies", description = "Cơ quan, đơn vị / Agencies and their units"),
    (name = "procedures", description = "Thủ tục hành chính: soạn, công bố, tra cứu / Procedures: drafting, publication, search"),
    (name = "calendars", description = "Lịch làm việc / Working calendars"),
    (name = "catalogue", description = "Toàn danh mục: kiểm tra, xuất, nhập / The whole catalogue: checking, export, import")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(put_agency::put_agency, list_agencies::list_agencies))
        .routes(routes!(get_agency::get_agency))
        .routes(routes!(draft_procedure::draft_procedure, list_procedures::list_procedures))
        .routes(routes!(get_procedure::get_procedure))
        .routes(routes!(get_procedure_version::get_procedure_version))
        .routes(routes!(publish_procedure::publish_procedure))
        .routes(routes!(draft_calendar::draft_calendar))
        .routes(routes!(get_calendar::get_calendar))
        .routes(routes!(publish_calendar::publish_calendar))
        .routes(routes!(list_findings::list_findings))
        .routes(routes!(list_version_findings::list_version_findings))
        .routes(routes!(compare_procedure_versions::compare_procedure_versions))
        .routes(routes!(compare_calendar_versions::compare_calendar_versions))
        .routes(routes!(export_catalogue::export_catalogue))
        .routes(routes!(import_catalogue::import_catalogue))
        .routes(routes!(get_file_schema::get_catalogue_file_schema))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::public("listAgencies"),
    Rule::public("getAgency"),
    Rule::roles("putAgency", "agencies:write", &[Role::CatalogueEditor]),
    Rule::public("listProcedures"),
    Rule::public("getProcedure"),
    Rule::public_or_more("getProcedureVersion", "catalogue:read"),
    Rule::roles("draftProcedure", "procedures:write", &[Role::CatalogueEditor]),
    Rule::roles("publishProcedure", "procedures:write", &[Role::CatalogueApprover]),
    Rule::public("getCalendar"),
    Rule::roles("draftCalendar", "calendars:write", &[Role::CatalogueEditor]),
    Rule::roles("publishCalendar", "calendars:write", &[Role::CatalogueApprover]),
    Rule::roles("listFindings", "catalogue:read", EDITORS),
    Rule::roles("listVersionFindings", "catalogue:read", EDITORS),
    Rule::roles("compareProcedureVersions", "catalogue:read", EDITORS),
    Rule::roles("compareCalendarVersions", "catalogue:read", EDITORS),
    Rule::roles("exportCatalogue", "catalogue:read", EDITORS),
    Rule::roles("importCatalogue", "catalogue:write", &[Role::CatalogueEditor]),
    Rule::public("getCatalogueFileSchema"),
    Rule::roles("listCatalogueAccessRecords", "access-records:read", &[Role::Auditor]),
];
