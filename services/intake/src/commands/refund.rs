//! Records the refund of a surplus, which the officer paid or arranged with the platform before.

use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, run_command};
use serde::Serialize;

use super::execute::{execute, load_visible};
use super::operation::Operation;
use super::rights;
use crate::app::App;
use crate::context::Context;
use crate::domain::{Command, RecordedRefund, Refusal};
use crate::store;

/// What the officer refunded.
#[derive(Debug, Clone)]
pub struct RefundDetails {
    /// The amount in đồng.
    pub amount_vnd: u64,
    /// The platform's number of the transfer; none at the counter.
    pub transaction: Option<String>,
    /// Why.
    pub reason: String,
}

/// Records that the whole open surplus of a payment was refunded, by a transfer of the platform or without one at the
/// counter. Staff who may take a payment for the dossier may record its refund.
///
/// # Errors
/// `not-found`, `forbidden`, `conflict-state`, `precondition-failed`, and those of every command.
pub async fn record_refund<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: PaymentId,
    details: RefundDetails,
    view: fn(&RecordedRefund) -> V,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, details, move |context: Context, details| async move {
        let unknown = || CommandError::Refused(Refusal::NotFound);
        let scope = context.app.access_scope(&context.actor).await?;
        let dossier = store::find_dossier_of_payment(&context.tx, id).await?.ok_or_else(unknown)?;
        let dossier = load_visible(&context, &scope, dossier).await?;
        // Read behind the dossier, whose version then fails the commit when the payment changed since.
        let payment = store::find_payment(&context.tx, id).await?.ok_or_else(unknown)?;
        rights::require_access(&scope, &dossier.value, &Operation::Pay { payment: id, fee: payment.fee })?;
        context.require_version(dossier.version)?;
        let RefundDetails { amount_vnd, transaction, reason } = details;
        let refund = payment.refund(amount_vnd, transaction, reason).map_err(CommandError::Refused)?;
        let by = context.actor.name().to_owned();
        let recorded = RecordedRefund { refund: refund.clone(), dossier: dossier.value.id, by, at: context.at };
        store::insert_refund(&context.tx, dossier.version, &payment, &recorded);
        let dossier = execute(&context, dossier, &Command::RecordRefund(refund)).await?;
        Ok(Done::ok(view(&recorded)).of_version(dossier.version))
    })
    .await
}
