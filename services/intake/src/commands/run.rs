//! Runs operations on a dossier that exists.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use serde::Serialize;

use super::execute::{execute, load_visible};
use super::operation::Operation;
use super::{receipt, rights};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Dossier, Payment, PaymentMethod};
use crate::store;

/// Runs an operation on a dossier that the caller may see.
///
/// # Errors
/// `not-found`, `forbidden`, `conflict-state`, `validation`, `precondition-failed`, and those of every command.
pub async fn run<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: DossierId,
    operation: Operation,
    view: fn(&Dossier) -> V,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, operation, move |context: Context, operation| async move {
        let scope = context.app.access_scope(&context.actor).await?;
        let dossier = load_visible(&context, &scope, id).await?;
        rights::require_access(&scope, &dossier.value, &operation)?;
        context.require_version(dossier.version)?;
        let dossier = perform(&context, dossier, operation).await?;
        Ok(Done::ok(view(&dossier.value)).of_version(dossier.version))
    })
    .await
}

async fn perform(context: &Context, dossier: Loaded<Dossier>, operation: Operation) -> Result<Loaded<Dossier>, Error> {
    match command_of(context, &dossier.value, operation).await? {
        Some(command) => execute(context, dossier, &command).await,
        None => Ok(dossier),
    }
}

/// The command of an operation, with the receipt or payment that it needs; `None` when it was done before: a repeated
/// operation uses up no number.
async fn command_of(context: &Context, dossier: &Dossier, operation: Operation) -> Result<Option<Command>, Error> {
    Ok(Some(match operation {
        Operation::Command(command) => command,
        Operation::Accept => return acceptance(context, dossier).await,
        Operation::Receive => match dossier.awaits_arrival().map_err(CommandError::Refused)? {
            Some(forwarding) => Command::Receive(receipt::on_arrival(context, dossier, forwarding).await?),
            None => return Ok(None),
        },
        Operation::Pay { payment, fee } => pay_at_counter(context, dossier, payment, fee)?,
        Operation::Correct(correction) => {
            let receipt = receipt::corrected(context, dossier, &correction).await?;
            Command::Correct(correction, receipt)
        }
    }))
}

/// At the counter of another agency the acceptance forwards the dossier.
async fn acceptance(context: &Context, dossier: &Dossier) -> Result<Option<Command>, Error> {
    let by_forwarding_counter = rights::is_of_forwarding_counter(&context.actor, dossier);
    if !dossier.awaits_first_receipt(by_forwarding_counter).map_err(CommandError::Refused)? {
        return Ok(None);
    }
    Ok(Some(match dossier.filing.forwarding_counter() {
        Some(_) => Command::Forward(receipt::on_forwarding(context, dossier).await?),
        None => Command::Accept(receipt::on_acceptance(context, dossier).await?),
    }))
}

/// Saves a payment at the counter, and returns the command that pays the fee.
fn pay_at_counter(context: &Context, dossier: &Dossier, payment: PaymentId, fee: FeeId) -> Result<Command, Error> {
    let paid = dossier.payable_fee(fee).map_err(CommandError::Refused)?;
    store::insert_payment(context, &Payment::at_counter(payment, dossier.id, &paid));
    Ok(Command::Pay { paid, method: PaymentMethod::Counter, paid_at: context.at })
}
