//! Resumes the clock from the moment of the payment.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeePaid;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::{execute, load};
use crate::context::Context;
use crate::domain::{ApplicantRequest, Command};
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<FeePaid>) -> Result<(), HandlerError> {
    let command = Command::Resume(ApplicantRequest::Payment(parse(&event.message.fee_id, "fee id")?));
    let journey = load(&context, DossierId(event.aggregate)).await.map_err(handler_error)?;
    let paid_at = time::from_message(event.message.paid_at).unwrap_or(context.at);
    // The notification can arrive long after the payment; the time between counts against neither side.
    let at = journey.value.stage.paused_since().map_or(context.at, |since| paid_at.max(since));
    let context = Context { at, ..context };
    execute(&context, journey, &command).await.map(drop).map_err(handler_error)
}
