//! The routes of the gateway: its own operations, the API reference, the problem pages, and forwarding.

mod account_view;
mod approve_account;
mod authorization_server;
mod change_own_password;
mod change_rights;
mod create_account;
mod disable_account;
mod docs;
mod e_identity;
mod get_account;
mod list_accounts;
mod me;
mod new_account;
mod oauth_form;
mod openapi;
mod problems;
mod reset_password;
mod revoke_token;
pub mod security_headers;
mod token;
mod verification_keys;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get};
use motcua_kit::access::AccessControl;
use motcua_kit::http::Api;
use motcua_kit::problem::ProblemDocument;
use motcua_messaging::Resources;
use motcua_office::{Role, Rule};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::forward::forwarder::Forwarder;
use crate::forward::handler::forward;

#[derive(OpenApi)]
#[openapi(
    info(title = "gateway", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    tags(
        (name = "accounts", description = "Tài khoản và vai trò. Accounts and their roles."),
        (name = "sign-in", description = "Đăng nhập: OAuth 2.0. Signing in."),
    ),
    components(schemas(ProblemDocument))
)]
struct Doc;

/// The gateway's own operations. Requests are forwarded to them as to those of any service.
pub fn operations(app: App) -> Api {
    let access = AccessControl::from(AsRef::<Resources>::as_ref(&app));
    let mut operations = OpenApiRouter::with_openapi(Doc::openapi())
        .routes(routes!(create_account::create_account, list_accounts::list_accounts))
        .routes(routes!(get_account::get_account))
        .routes(routes!(disable_account::disable_account))
        .routes(routes!(approve_account::approve_account))
        .routes(routes!(change_rights::change_rights))
        .routes(routes!(reset_password::reset_password))
        .routes(routes!(me::get_own_account))
        .routes(routes!(change_own_password::change_own_password))
        .routes(routes!(token::request_token))
        .routes(routes!(revoke_token::revoke_token))
        .routes(routes!(verification_keys::get_verification_keys))
        .routes(routes!(authorization_server::get_authorization_server));
    if app.e_identity {
        operations = operations.routes(routes!(e_identity::sign_in_with_e_identity));
    }
    let (router, openapi) = operations.with_state(app).split_for_parts();
    Api::new("gateway", router, openapi, ACCESS, access)
}

/// Who may call which operation.
const ACCESS: &[Rule] = &[
    Rule::roles("createAccount", "accounts:write", &[Role::SysAdmin]),
    Rule::roles("listAccounts", "accounts:read", &[Role::SysAdmin]),
    Rule::roles("getAccount", "accounts:read", &[Role::SysAdmin]),
    Rule::roles("disableAccount", "accounts:write", &[Role::SysAdmin]),
    Rule::roles("approveAccount", "accounts:write", &[Role::SysAdmin]),
    Rule::roles("changeRights", "accounts:write", &[Role::SysAdmin]),
    Rule::roles("resetPassword", "accounts:write", &[Role::SysAdmin]),
    Rule::signed_in("getOwnAccount", "account:read"),
    Rule::signed_in("changeOwnPassword", "account:write"),
    Rule::public("requestToken"),
    Rule::public("revokeToken"),
    Rule::public("getVerificationKeys"),
    Rule::public("getAuthorizationServer"),
    Rule::public("signInWithSimulatedIdentity"),
    Rule::roles("listGatewayAccessRecords", "access-records:read", &[Role::Auditor]),
];

/// The OpenAPI document, the API reference and the problem pages; every other request is forwarded.
pub fn routes(forwarder: Arc<Forwarder>) -> Router {
    Router::new()
        .route("/v1/openapi.json", get(openapi::openapi))
        .route("/{*path}", any(forward))
        .with_state(forwarder)
        .merge(docs::routes())
        .merge(problems::routes())
}
