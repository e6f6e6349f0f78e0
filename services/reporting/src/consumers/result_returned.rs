//! The result was returned to the applicant (status 10); early, on time and late do not depend on it.

use motcua_contracts::results::ResultReturned;
use motcua_messaging::{HandlerError, Received};

use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<ResultReturned>) -> Result<(), HandlerError> {
    record(&context, event.aggregate, Change::Returned)
}
