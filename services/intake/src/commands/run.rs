//! Submits a dossier, and runs operations on one that exists.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{AggregateVersion, CommandError, Done, Loaded, run_command};
use serde::Serialize;

use super::execute::{execute, load_visible};
use super::operation::Operation;
use super::{receipt, rights};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Dossier, Filing, Payment, PaymentMethod, Stage};
use crate::store;

/// Submits a dossier of a procedure that costs `price_vnd` đồng.
///
/// # Errors
/// Those of every command.
pub async fn submit<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    filing: Filing,
    price_vnd: u64,
    view: fn(&Dossier) -> V,
) -> Result<CommandResponse, Problem> {
    let id = DossierId::mint();
    run_command(app, caller, filing, move |context: Context, filing| async move {
        let value = Dossier::new(id, filing, price_vnd, context.at);
        let dossier = Loaded { value, version: AggregateVersion::new(id.0) };
        let submitted = execute(&context, dossier, &Command::Submit).await?;
        Ok(Done::created(view(&submitted.value)))
    })
    .await
}

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
    let value = &dossier.value;
    let command = match operation {
        Operation::Command(command) => command,
        // Done before: harmless, and no number is used up.
        Operation::Accept if is_accepted(value, &context.actor) => return Ok(dossier),
        Operation::Receive if is_received(value) => return Ok(dossier),
        Operation::Accept if value.filing.forwarding_counter().is_some() => {
            Command::Forward(receipt::forwarding(context, value).await?)
        }
        Operation::Accept => Command::Accept(receipt::acceptance(context, value).await?),
        Operation::Receive => Command::Receive(receipt::on_arrival(context, value).await?),
        Operation::Pay { payment, fee } => pay_at_counter(context, value, payment, fee)?,
        Operation::Digitise(papers) => {
            Command::Digitise(value.filing.digitisation_changes(&papers).map_err(Problem::fields)?)
        }
        Operation::Correct(correction) => {
            let receipt = receipt::corrected(context, value, &correction).await?;
            Command::Correct(correction, receipt)
        }
    };
    execute(context, dossier, &command).await
}

fn is_accepted(dossier: &Dossier, actor: &Actor) -> bool {
    let is_forwarded = matches!(dossier.stage, Stage::Forwarded { .. });
    dossier.stage.receipt().is_some() || (is_forwarded && rights::is_of_forwarding_counter(actor, dossier))
}

fn is_received(dossier: &Dossier) -> bool {
    dossier.stage.receipt().is_some_and(|receipt| receipt.received_at.is_some())
}

/// Saves a payment at the counter, and returns the command that pays the fee.
fn pay_at_counter(context: &Context, dossier: &Dossier, payment: PaymentId, fee: FeeId) -> Result<Command, Error> {
    let paid = dossier.payable_fee(fee).map_err(CommandError::Refused)?;
    store::insert_payment(context, &Payment::at_counter(payment, dossier.id, &paid));
    Ok(Command::Pay { paid, method: PaymentMethod::Counter, paid_at: context.at })
}
