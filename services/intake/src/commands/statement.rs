//! Saves the payment platform's settlement statement of a day.

use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_messaging::{Outcome, run_transaction};
use motcua_payments::Statement;

use crate::app::App;
use crate::context::{Context, Error};
use crate::store;

/// Saves the settlement statement of a local day.
///
/// # Errors
/// `unavailable` when the database is.
pub async fn upload_statement(app: &App, actor: Actor, day: NaiveDate, statement: Statement) -> Result<(), Problem> {
    let saved = run_transaction(app, actor, statement, move |context: Context, statement| async move {
        store::save_statement(&context, day, &statement).await?;
        Ok::<_, Error>(Outcome::Commit(()))
    });
    Ok(saved.await?)
}
