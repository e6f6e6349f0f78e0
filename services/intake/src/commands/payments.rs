//! Payments: at the counter, begun online, and what a notice of the platform changes. Each is one transaction.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::auth::Actor;
use motcua_kit::db::transact;
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Slug, Tx};
use motcua_messaging::Fault;
use motcua_payments::{Notice, Online, Order, Statement};

use super::{Error, Wish, carry_out, rights};
use crate::App;
use crate::domain::{Command, Doubt, Payment, PaymentState, Refusal, Way, owed};
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
    let owed = owed(&dossier.stage, dossier.own_fee(), fee).map_err(Fault::Refused)?;
    store::add_payment(tx, &Payment::at_counter(payment, dossier.id, &owed), actor, at).await?;
    Ok(Command::Pay(owed, Way::Counter))
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
            let tx = app.db.begin().await?;
            let seen = store::load_visible(&tx, &actor, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            rights::may_act(&actor, &seen, &Wish::Pay { payment, fee })?;
            let owed = owed(&seen.stage, seen.own_fee(), fee).map_err(Fault::Refused)?;
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

/// Acts upon a notice that the platform signed: pays the fee, or notes a surplus. What is in doubt is kept and refused.
pub async fn note(app: &App, notice: Notice) -> Result<Payment, Problem> {
    let (app, at) = (app.clone(), app.clocks.business.now());
    let work = move || {
        let (app, notice) = (app.clone(), notice.clone());
        async move {
            let tx = app.db.begin().await?;
            let outcome = place(&app, &tx, &notice, at).await?;
            app.relay.publish(tx.commit().await?);
            Ok(outcome)
        }
    };
    let outcome = transact::<_, Error, _, _>(work, || Problem::new(Slug::Unavailable).into()).await;
    outcome?.map_err(|doubt| {
        tracing::warn!(doubt = doubt.as_str(), "a payment notice is in doubt");
        doubt.into()
    })
}

async fn place(app: &App, tx: &Tx, notice: &Notice, at: DateTime<Utc>) -> Result<Result<Payment, Doubt>, Error> {
    let id = notice.reference.parse().ok();
    let of = match id {
        Some(id) => store::dossier_of_payment(tx, id).await?.map(|dossier| (id, dossier)),
        None => None,
    };
    let Some((id, dossier)) = of else {
        return doubted(tx, notice, Doubt::Unknown, None, at).await;
    };
    // The dossier first: whoever holds its head decides about its fees, one notice after another.
    let dossier = store::load(tx, dossier).await?.ok_or_else(lost)?;
    let payment = store::payment(tx.db(), id).await?.ok_or_else(lost)?;
    let owed = owed(&dossier.stage, dossier.own_fee(), payment.fee);
    let state = match payment.settle(notice, owed.is_ok()) {
        Err(doubt) => return doubted(tx, notice, doubt, Some(payment.amount_vnd), at).await,
        Ok(None) => return Ok(Ok(payment)),
        Ok(Some(state)) => state,
    };
    store::change_payment(tx, payment.id, state, notice).await?;
    let (fee, amount_vnd) = (payment.fee, payment.amount_vnd);
    let command = match (state, owed) {
        (PaymentState::Paid, Ok(owed)) => Some(Command::Pay(crate::domain::Owed { amount_vnd, ..owed }, Way::Online)),
        (PaymentState::Surplus, _) => Some(Command::NoteSurplus { fee, amount_vnd }),
        _ => None,
    };
    if let Some(command) = command {
        carry_out(app, tx, &Actor::service(PLATFORM), dossier, &command, at).await?;
    }
    Ok(Ok(Payment { state, transaction: Some(notice.transaction.clone()), ..payment }))
}

/// Kept when money was taken, so that the reconciliation shows it; a failure that nobody knows of is none.
async fn doubted(
    tx: &Tx,
    notice: &Notice,
    why: Doubt,
    ordered: Option<u64>,
    at: DateTime<Utc>,
) -> Result<Result<Payment, Doubt>, Error> {
    if notice.succeeded {
        store::doubt(tx, notice, why, ordered, at).await?;
    }
    Ok(Err(why))
}

fn lost() -> sea_orm::DbErr {
    sea_orm::DbErr::Custom("a payment without its dossier".into())
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
