//! Taking the payment platform's statement of a day.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path};
use motcua_kit::problem::FieldError;
use motcua_payments::Statement;
use motcua_worktime::local_date;

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
    let strange = statement.lines.iter().enumerate().filter(|(_, line)| local_date(line.paid_at) != day);
    let errors: Vec<FieldError> = strange.map(|(place, _)| of_another_day(place)).collect();
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    commands::payments::put_statement(&app, actor, day, statement).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn of_another_day(place: usize) -> FieldError {
    FieldError {
        pointer: format!("/lines/{place}/paidAt"),
        code: "other-day".to_owned(),
        message: "Giao dịch của ngày khác / A payment of another day".to_owned(),
    }
}
