//! The operation `changeRights`.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::Text;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::{FieldError, Problem};
use motcua_messaging::{Done, run_command};
use motcua_office::Role;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::account_view::Account;
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts::{self, Rights};
use crate::identity::role_rules;

/// The rights that an account gets.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RightsChange {
    /// Roles, in place of those it has.
    #[schema(min_items = 1, max_items = 13)]
    roles: Vec<Role>,
    /// Code of the unit that the roles are limited to: a unit or an agency, not the province.
    #[schema(pattern = r"^[A-Z0-9]+(\.[A-Z0-9]+)+$", max_length = 32)]
    unit: Option<String>,
    /// First day of validity, in Viet Nam.
    valid_from: Option<NaiveDate>,
    /// Last day of validity, in Viet Nam.
    valid_to: Option<NaiveDate>,
    /// The reason, recorded in the audit trail.
    #[schema(min_length = 3, max_length = 200)]
    reason: String,
}

/// Changes the rights of an account
///
/// Ends its sign-ins and tokens within seconds. Roles that need two administrators are proposed; until another approves,
/// the account cannot sign in. Nobody changes their own rights.
#[utoipa::path(post, path = "/v1/accounts/{id}/rights", operation_id = "changeRights", tag = "accounts",
    params(("id" = Uuid, Path, description = "Id of the account.", example = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0003")),
    request_body(content = RightsChange, example = json!({"roles": ["dept_head"], "unit": "H35.05.01", "reason": "Bổ nhiệm"})),
    responses((status = 200, description = "The account with its new rights.", body = Account)))]
pub async fn change_rights(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    request: CommandRequest<RightsChange>,
) -> Result<CommandResponse, Problem> {
    let RightsChange { roles, unit, valid_from, valid_to, reason } = request.body;
    let rights = checked(Rights { roles, unit, valid_from, valid_to })?;
    run_command(&app, request.caller, (id, rights, reason), change).await
}

fn checked(rights: Rights) -> Result<Rights, Problem> {
    let error = |pointer: &str, code: &str, message| FieldError { pointer: pointer.into(), code: code.into(), message };
    let roles = role_rules::conflict(&rights.roles).map(|message| error("/roles", "incompatible", message));
    let is_reversed = rights.valid_from.zip(rights.valid_to).is_some_and(|(from, to)| to < from);
    let message = Text::fixed("Không được trước validFrom", "Not before validFrom");
    let validity = is_reversed.then(|| error("/validTo", "before-valid-from", message));
    let errors: Vec<_> = [roles, validity].into_iter().flatten().collect();
    if errors.is_empty() { Ok(rights) } else { Err(Problem::fields(errors)) }
}

async fn change(context: Context, (id, rights, reason): (Uuid, Rights, String)) -> Result<Done<Account>, Error> {
    Ok(Done::ok(accounts::change_rights(&context, id, rights, &reason).await?.into()))
}
