//! Uploads the payment platform's settlement statement of a day.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::problem::ProblemDocument;
use motcua_office::Role;
use motcua_payments::Statement;

use crate::app::App;
use crate::commands;
use crate::domain::lines_of_other_days;

/// Upload the payment platform's settlement statement of a local day. It replaces the one before; older ones stay on
/// record.
#[utoipa::path(put, path = "/v1/payments/statements/{day}", operation_id = "uploadSettlementStatement", tag = "payments",
    request_body = Statement,
    params(("day" = NaiveDate, Path, description = "The day in Viet Nam")),
    responses((status = 204, description = "StoredPayment"),
        (status = 422, description = "A line of another day", body = ProblemDocument)),
    security(("oauth2" = ["payments:write"])))]
pub async fn upload_settlement_statement(
    State(app): State<App>,
    actor: Actor,
    Path(day): Path<NaiveDate>,
    Json(statement): Json<Statement>,
) -> Result<StatusCode, Problem> {
    actor.require(&[Role::CentreDirector, Role::SysAdmin])?;
    let errors = lines_of_other_days(&statement, day);
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    commands::upload_statement(&app, actor, day, statement).await?;
    Ok(StatusCode::NO_CONTENT)
}
