//! Payments: at the counter, begun online, and what a notice of the platform changes. Each is one transaction.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::auth::Actor;
use motcua_kit::db::{Retryable, transact};
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Slug, Tx};
use motcua_messaging::Fault;
use motcua_payments::{Notice, Online, Order, Statement};
use sea_orm::DbErr;

use super::{Error, carry_out, rights};
use crate::App;
use crate::domain::{Command, Doubt, Owed, Payment, PaymentState, Refusal, Way, owed};
use crate::http::view::{StartedPayment, started_payment};
use crate::store::{self, Dossier};

/// How the platform is named in histories.
const PLATFORM: &str = "payment-platform";

impl From<Doubt> for Problem {
    fn from(doubt: Doubt) -> Self {
        match doubt {
            Doubt::Unknown => Self::not_found().detail("Không có khoản thanh toán này. / No such payment."),
            Doubt::WrongAmount => Self::field(
                "/amountVnd",
                "wrong-amount",
                "Số tiền khác với số tiền của yêu cầu / Another amount than was ordered",
            ),
            Doubt::SecondTransaction => Self::conflict_state(
                "Khoản này đã được thanh toán bằng giao dịch khác. / This order was paid by another transaction.",
            ),
        }
    }
}

/// Notes a payment at the counter, and gives the command that pays the fee.
pub async fn at_counter(
    tx: &Tx,
    actor: &Actor,
    dossier: &Dossier,
    payment: PaymentId,
    fee: FeeId,
    at: DateTime<Utc>,
) -> Result<Command, Error> {
    let paid = owed(&dossier.stage, dossier.fee, fee).map_err(Fault::Refused)?;
    store::add_payment(tx, &Payment::at_counter(payment, dossier.id, &paid), actor, at).await?;
    Ok(Command::Pay { paid, way: Way::Counter, paid_at: at })
}

/// Begins an online payment: an order that only a notice makes a payment.
pub async fn start(
    app: &App,
    actor: Actor,
    once: Once,
    id: DossierId,
    payment: PaymentId,
    fee: FeeId,
) -> Result<Reply, Problem> {
    let online = app.online.clone().ok_or_else(|| {
        Problem::conflict_state(
            "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy. / Online payment is not open; pay at the counter.",
        )
    })?;
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, online) = (app.clone(), actor.clone(), online.clone());
        async move {
            let reader = app.reader(&actor).await?;
            let tx = app.db.begin().await?;
            let seen = store::load_visible(&tx, &reader, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            rights::may_pay_online(&reader, &seen)?;
            let owed = owed(&seen.stage, seen.fee, fee).map_err(Fault::Refused)?;
            let begun = Payment::started(payment, id, &owed);
            store::add_payment(&tx, &begun, &actor, at).await?;
            let answer = handed_over(&online, &seen, &begun, at);
            let answer = idempotency::keep(&tx, &once, StatusCode::CREATED, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// The answer with the signed address; computed, nobody is asked for it.
fn handed_over(online: &Online, dossier: &Dossier, payment: &Payment, at: DateTime<Utc>) -> StartedPayment {
    let join = if online.return_url.contains('?') { '&' } else { '?' };
    let order = Order {
        reference: payment.id,
        dossier: dossier.stage.code().unwrap_or(&dossier.filing.reference).to_owned(),
        amount_vnd: payment.amount_vnd,
        description: "Phí, lệ phí hồ sơ thủ tục hành chính".to_owned(),
        return_url: format!("{}{join}dossier={}", online.return_url, dossier.id),
        expires_at: online.expiry(at),
    };
    started_payment(payment, online.platform.pay_url(&order), order.expires_at)
}

/// What became of a notice.
enum Noted {
    /// The payment stands like this, now or since before.
    Stands(Payment),
    /// It is not acted upon.
    InDoubt {
        why: Doubt,
        /// What was ordered, in đồng, where the payment is known.
        ordered_vnd: Option<u64>,
    },
}

/// Acts upon a notice that the platform signed: pays the fee, or notes a surplus. What is in doubt is kept and refused.
///
/// # Errors
/// The doubt; `unavailable` for what may succeed when the platform sends it again, because it takes a conflict for an
/// answer that is final.
pub async fn note(app: &App, notice: Notice) -> Result<Payment, Problem> {
    let (app, at) = (app.clone(), app.clocks.business.now());
    let work = move || {
        let (app, notice) = (app.clone(), notice.clone());
        async move {
            let tx = app.db.begin().await?;
            let noted = match ordered(&tx, &notice).await? {
                Some((dossier, payment)) => settle(&app, &tx, dossier, payment, &notice, at).await?,
                None => Noted::InDoubt { why: Doubt::Unknown, ordered_vnd: None },
            };
            // Kept when money was taken, so that the reconciliation shows it.
            if let Noted::InDoubt { why, ordered_vnd } = noted
                && notice.succeeded
            {
                store::doubt(&tx, &notice, why, ordered_vnd, at).await?;
            }
            app.relay.publish(tx.commit().await?);
            Ok(noted)
        }
    };
    match transact::<_, Error, _, _>(work, || Problem::new(Slug::Unavailable).into()).await {
        Ok(Noted::Stands(payment)) => Ok(payment),
        Ok(Noted::InDoubt { why, .. }) => {
            tracing::warn!(doubt = why.as_str(), "a payment notice is in doubt");
            Err(why.into())
        }
        Err(fault) if fault.is_retryable() => {
            tracing::warn!("a payment notice met others at work; it has to come again");
            Err(Problem::new(Slug::Unavailable))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The payment that a notice quotes, with its dossier. The dossier is loaded first: whoever holds its head decides about
/// its fees, one notice after another.
async fn ordered(tx: &Tx, notice: &Notice) -> Result<Option<(Dossier, Payment)>, Error> {
    let Ok(id) = notice.reference.parse() else { return Ok(None) };
    let Some(dossier) = store::dossier_of_payment(tx, id).await? else { return Ok(None) };
    let lost = || DbErr::Custom("a payment without its dossier".into());
    let dossier = store::load(tx, dossier).await?.ok_or_else(lost)?;
    let payment = store::payment(tx.db(), id).await?.ok_or_else(lost)?;
    Ok(Some((dossier, payment)))
}

async fn settle(
    app: &App,
    tx: &Tx,
    dossier: Dossier,
    payment: Payment,
    notice: &Notice,
    at: DateTime<Utc>,
) -> Result<Noted, Error> {
    let owed = owed(&dossier.stage, dossier.fee, payment.fee);
    let state = match payment.settle(notice, owed.is_ok()) {
        Err(why) => return Ok(Noted::InDoubt { why, ordered_vnd: Some(payment.amount_vnd) }),
        Ok(None) => return Ok(Noted::Stands(payment)),
        Ok(Some(state)) => state,
    };
    let payment = payment.settled(state, notice);
    store::change_payment(tx, &payment, notice, at).await?;
    let (fee, amount_vnd) = (payment.fee, payment.amount_vnd);
    let command = match (state, owed) {
        (PaymentState::Paid, Ok(owed)) => {
            // A clock of the platform's that is ahead pays nothing in the future.
            Some(Command::Pay { paid: Owed { amount_vnd, ..owed }, way: Way::Online, paid_at: notice.paid_at.min(at) })
        }
        (PaymentState::Surplus, _) => Some(Command::NoteSurplus { fee, amount_vnd }),
        _ => None,
    };
    if let Some(command) = command {
        carry_out(app, tx, &Actor::service(PLATFORM), dossier, &command, at).await?;
    }
    Ok(Noted::Stands(payment))
}

/// Keeps the platform's statement of a local day.
pub async fn put_statement(app: &App, actor: Actor, day: NaiveDate, statement: Statement) -> Result<(), Problem> {
    let (app, at) = (app.clone(), app.clocks.business.now());
    let work = move || {
        let (app, actor, statement) = (app.clone(), actor.clone(), statement.clone());
        async move {
            let tx = app.db.begin().await?;
            store::put_statement(&tx, day, &statement, &actor, at).await?;
            app.relay.publish(tx.commit().await?);
            Ok(())
        }
    };
    Ok(transact::<_, Error, _, _>(work, || Problem::new(Slug::Unavailable).into()).await?)
}
