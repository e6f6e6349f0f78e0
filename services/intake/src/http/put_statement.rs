//! Taking the payment platform's statement of a day.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path};
use motcua_payments::Statement;

use crate::domain::of_another_day;
use crate::{App, commands};

/// Put the payment platform's statement of a local day. It replaces the one before; the older ones stay in the record.
#[utoipa::path(put, path = "/v1/payments/statements/{day}", operation_id = "putStatement", tag = "payments",
    request_body = Statement,
    params(("day" = NaiveDate, Path, description = "The day in Viet Nam")),
    responses((status = 204, description = "Kept"),
        (status = 422, description = "A line of another day", body = Problem)),
    security(("oauth2" = ["payments:write"])))]
pub async fn put_statement(
    State(app): State<App>,
    actor: Actor,
    Path(day): Path<NaiveDate>,
    Json(statement): Json<Statement>,
) -> Result<StatusCode, Problem> {
    actor.require(&[Role::CentreDirector, Role::SysAdmin])?;
    let errors = of_another_day(&statement, day);
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    commands::payments::put_statement(&app, actor, day, statement).await?;
    Ok(StatusCode::NO_CONTENT)
}
