//! Starts an online payment: an order that only a notification of the platform makes a payment.

use chrono::{DateTime, Utc};
use motcua_contracts::Text;
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, run_command};
use motcua_payments::{OnlineCheckout, Order};
use serde::Serialize;

use super::execute::load_visible;
use super::rights;
use crate::app::App;
use crate::context::Context;
use crate::domain::{Dossier, Payment};
use crate::store;

/// A payment that was started online, with the signed URL of the platform's page.
#[derive(Debug)]
pub struct StartedPayment {
    /// The payment.
    pub payment: Payment,
    /// Where the applicant pays.
    pub pay_url: String,
    /// Until when, UTC.
    pub expires_at: DateTime<Utc>,
}

/// Starts an online payment. The dossier does not change, nor does its version: an order whose fee is paid otherwise
/// becomes a surplus when its money comes.
///
/// # Errors
/// `conflict-state` when online payment is not open or the fee is not payable; those of every command.
pub async fn start_payment<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: DossierId,
    fee: FeeId,
    view: fn(&StartedPayment) -> V,
) -> Result<CommandResponse, Problem> {
    let online = app.online.clone().ok_or_else(not_open)?;
    let payment = PaymentId::mint();
    run_command(app, caller, online, move |context: Context, online| async move {
        let scope = context.app.access_scope(&context.actor).await?;
        let dossier = load_visible(&context, &scope, id).await?.value;
        rights::require_online_payment(&scope, &dossier)?;
        let payable = dossier.payable_fee(fee).map_err(CommandError::Refused)?;
        let started = Payment::started(payment, id, &payable);
        store::insert_payment(&context, &started);
        Ok(Done::created(view(&order(&online, &dossier, started, context.at))))
    })
    .await
}

/// The order with its signed URL; computed without a call to the platform.
fn order(online: &OnlineCheckout, dossier: &Dossier, payment: Payment, at: DateTime<Utc>) -> StartedPayment {
    let join = if online.return_url.contains('?') { '&' } else { '?' };
    let order = Order {
        reference: payment.id,
        dossier: dossier.stage.code().unwrap_or(&dossier.filing.reference).to_owned(),
        amount_vnd: payment.amount_vnd,
        description: "Phí, lệ phí hồ sơ thủ tục hành chính".to_owned(),
        return_url: format!("{}{join}dossier={}", online.return_url, dossier.id),
        expires_at: online.order_expiry(at),
    };
    StartedPayment { payment, pay_url: online.platform.pay_url(&order), expires_at: order.expires_at }
}

fn not_open() -> Problem {
    Problem::conflict_state(Text::fixed(
        "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy.",
        "Online payment is not open; pay at the counter.",
    ))
}
