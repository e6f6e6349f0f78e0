//! Receives a payment notification: pays the fee, or records a surplus. A disputed one is saved and refused.

use motcua_kit::auth::Actor;
use motcua_kit::transact::Retryable;
use motcua_kit::{Problem, Slug, Tx};
use motcua_messaging::{Loaded, Outcome, run_transaction};
use motcua_payments::PaymentNotification;
use sea_orm::DbErr;

use super::execute::execute;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Dossier, PayableFee, Payment, PaymentDispute, PaymentMethod, PaymentState};
use crate::store;

/// The name of the platform in histories.
const PLATFORM: &str = "payment-platform";

/// What a notification did.
enum NotificationOutcome {
    /// The payment has the state that it reports, now or since before.
    Applied(Payment),
    /// It was refused.
    Disputed {
        dispute: PaymentDispute,
        /// The amount ordered, in đồng, where the payment is known.
        ordered_vnd: Option<u64>,
    },
}

/// Receives a notification that the platform signed.
///
/// # Errors
/// The dispute; `unavailable` for what may succeed when the platform sends it again, because it takes a conflict for an
/// answer that is final.
pub async fn receive_notification(app: &App, notification: PaymentNotification) -> Result<Payment, Problem> {
    let platform = Actor::service(PLATFORM);
    match run_transaction(app, platform, notification, receive).await {
        Ok(NotificationOutcome::Applied(payment)) => Ok(payment),
        Ok(NotificationOutcome::Disputed { dispute, .. }) => {
            tracing::warn!(dispute = dispute.as_str(), "payment notification disputed");
            Err(dispute.into())
        }
        Err(error) if error.is_retryable() => {
            tracing::warn!("payment notification conflicted; sender must retry");
            Err(Problem::new(Slug::Unavailable))
        }
        Err(error) => Err(error.into()),
    }
}

async fn receive(context: Context, notification: PaymentNotification) -> Result<Outcome<NotificationOutcome>, Error> {
    let outcome = match find_order(&context.tx, &notification).await? {
        Some((dossier, payment)) => apply_notification(&context, dossier, payment, &notification).await?,
        None => NotificationOutcome::Disputed { dispute: PaymentDispute::Unknown, ordered_vnd: None },
    };
    // Saved when money was taken, so that the reconciliation shows it.
    if let NotificationOutcome::Disputed { dispute, ordered_vnd } = outcome
        && notification.succeeded
    {
        store::insert_dispute(&context.tx, &notification, dispute, ordered_vnd, context.at).await?;
    }
    Ok(Outcome::Commit(outcome))
}

/// The payment that a notification quotes, with its dossier. The dossier is loaded before the payment is read: its version
/// then fails the commit when another transaction changed the payment since.
async fn find_order(tx: &Tx, notification: &PaymentNotification) -> Result<Option<(Loaded<Dossier>, Payment)>, Error> {
    let Ok(id) = notification.reference.parse() else { return Ok(None) };
    let Some(dossier) = store::find_dossier_of_payment(tx, id).await? else { return Ok(None) };
    let lost = || DbErr::Custom("a payment without its dossier".into());
    let dossier = store::load(tx, dossier).await?.ok_or_else(lost)?;
    let payment = store::find_payment(tx, id).await?.ok_or_else(lost)?;
    Ok(Some((dossier, payment)))
}

/// Changes the payment, and pays the fee or records a surplus, unless the notification is disputed.
async fn apply_notification(
    context: &Context,
    dossier: Loaded<Dossier>,
    before: Payment,
    notification: &PaymentNotification,
) -> Result<NotificationOutcome, Error> {
    let payable = dossier.value.payable_fee(before.fee);
    let state = match before.decide(notification, payable.is_ok()) {
        Err(dispute) => {
            return Ok(NotificationOutcome::Disputed { dispute, ordered_vnd: Some(before.amount_vnd) });
        }
        Ok(None) => return Ok(NotificationOutcome::Applied(before)),
        Ok(Some(state)) => state,
    };
    let old_state = before.state;
    let payment = before.with_state(state, notification, context.at);
    store::update_payment(&context.tx, old_state, &payment, notification);
    let (fee, amount_vnd) = (payment.fee, payment.amount_vnd);
    let command = match (state, payable) {
        (PaymentState::Paid, Ok(payable)) => Command::Pay {
            paid: PayableFee { amount_vnd, ..payable },
            method: PaymentMethod::Online,
            // The platform's clock may be ahead; nothing is paid in the future.
            paid_at: notification.paid_at.min(context.at),
        },
        (PaymentState::Surplus, _) => Command::RecordSurplus { fee, amount_vnd },
        (PaymentState::Started | PaymentState::Failed | PaymentState::Paid, _) => {
            return Ok(NotificationOutcome::Applied(payment));
        }
    };
    execute(context, dossier, &command).await?;
    Ok(NotificationOutcome::Applied(payment))
}
