//! The operations of intake.

mod accept;
mod correct;
mod digitise;
mod get;
mod get_reconciliation;
mod history;
mod list;
mod list_accesses;
mod list_payments;
mod pay;
pub mod payment_view;
mod receive;
mod receive_payment_notification;
mod reconciliation_view;
mod refund_payment;
mod refuse;
mod start_payment;
mod submit;
mod supplement;
mod upload_settlement_statement;
pub mod view;
mod withdraw;

use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_messaging::Resources;
use motcua_office::{DOSSIER_READERS, Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, NAME};

#[derive(OpenApi)]
#[openapi(tags((name = "dossiers", description = "Hồ sơ: nộp, tiếp nhận, bổ sung / Dossiers: submission, acceptance, supplements"),
    (name = "payments", description = "Thanh toán: biên lai, trực tuyến, hoàn trả, đối soát / Payments: receipts, online, refunds, reconciliation")))]
struct Description;

/// The operations with their description.
pub fn api(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(submit::submit_dossier, list::list_dossiers))
        .routes(routes!(get::get_dossier))
        .routes(routes!(list_accesses::list_dossier_accesses))
        .routes(routes!(history::get_intake_history))
        .routes(routes!(accept::accept_dossier))
        .routes(routes!(receive::receive_dossier))
        .routes(routes!(refuse::refuse_dossier))
        .routes(routes!(supplement::supplement_dossier))
        .routes(routes!(digitise::digitise_papers))
        .routes(routes!(pay::pay_fee, list_payments::list_payments))
        .routes(routes!(start_payment::start_payment))
        .routes(routes!(receive_payment_notification::receive_payment_notification))
        .routes(routes!(refund_payment::refund_payment))
        .routes(routes!(upload_settlement_statement::upload_settlement_statement))
        .routes(routes!(get_reconciliation::get_reconciliation))
        .routes(routes!(withdraw::withdraw_dossier))
        .routes(routes!(correct::correct_dossier))
        .with_state(app)
        .split_for_parts();
    Api::new(NAME, router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("submitDossier", "dossiers:write", &[Role::Citizen, Role::IntakeOfficer, Role::PostalClerk]),
    Rule::roles("listDossiers", "dossiers:read", DOSSIER_READERS),
    Rule::roles("getDossier", "dossiers:read", DOSSIER_READERS),
    Rule::roles("listDossierAccesses", "dossiers:read", DOSSIER_READERS),
    Rule::roles("getIntakeHistory", "dossiers:read", DOSSIER_READERS),
    Rule::roles("acceptDossier", "dossiers:write", &[Role::IntakeOfficer]),
    Rule::roles("receiveDossier", "dossiers:write", &[Role::IntakeOfficer]),
    Rule::roles("refuseDossier", "dossiers:write", &[Role::IntakeOfficer]),
    Rule::roles("supplementDossier", "dossiers:write", &[Role::Citizen, Role::IntakeOfficer]),
    Rule::roles("digitisePapers", "dossiers:write", &[Role::IntakeOfficer]),
    Rule::roles("withdrawDossier", "dossiers:write", &[Role::Citizen, Role::IntakeOfficer]),
    Rule::roles("correctDossier", "dossiers:write", &[Role::IntakeOfficer]),
    Rule::roles("listPayments", "dossiers:read", DOSSIER_READERS),
    Rule::roles("payFee", "dossiers:write", &[Role::IntakeOfficer, Role::ResultOfficer]),
    Rule::roles("startPayment", "dossiers:write", &[Role::Citizen, Role::IntakeOfficer, Role::ResultOfficer]),
    Rule::roles("refundPayment", "dossiers:write", &[Role::IntakeOfficer, Role::ResultOfficer]),
    // The payment platform proves itself by a signature.
    Rule::public("receivePaymentNotification"),
    Rule::roles("uploadSettlementStatement", "payments:write", &[Role::CentreDirector, Role::SysAdmin]),
    Rule::roles("getReconciliation", "payments:read", &[Role::CentreDirector, Role::SysAdmin, Role::Auditor]),
    Rule::roles("listIntakeAccessRecords", "access-records:read", &[Role::Auditor]),
];
