//! The one transaction: load, decide, save, announce.

pub mod payments;
mod receipt;
pub mod refund;
pub mod rights;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;

use crate::App;
use crate::announce::announce;
use crate::domain::{Command, Correction, DigitisedPaper, Filing, Refusal, Stage, decide};
use crate::http::view;
use crate::store::{self, Dossier};

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::DecidedAlready => Self::conflict_state(
                "Hồ sơ đã có quyết định nên không rút hoặc sửa được nữa. / The leader has decided: it is too late to take the dossier back or to correct it.",
            ),
            Refusal::NoSuchFee => {
                Self::field("/feeId", "unknown", "Không có khoản phải nộp này / No such fee is to be paid")
            }
            Refusal::PaidAlready => Self::conflict_state("Khoản này đã được nộp. / This fee is paid already."),
            Refusal::NothingToRefund => Self::conflict_state(
                "Không có khoản nộp thừa nào chờ hoàn. / Nothing of this payment is to be refunded.",
            ),
            Refusal::OtherSurplus => Self::conflict_state(
                "Số tiền phải hoàn khác với số đã hoàn; hãy xem lại hồ sơ. / Another sum is to be refunded; read the payment again.",
            ),
            Refusal::NotReceivedHere => Self::conflict_state(
                "Thủ tục này không được tiếp nhận tại đây. / This procedure is not received at this counter.",
            ),
            Refusal::BeforeAcceptance => {
                Self::conflict_state("Ngày được nêu trước ngày tiếp nhận. / The day named lies before the acceptance.")
            }
            Refusal::WrongStage => Self::conflict_state(
                "Trạng thái hiện tại của hồ sơ không cho phép bước này. / The present status of the dossier does not allow this step.",
            ),
        }
    }
}

/// What an officer or citizen asks of a dossier that exists.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Accept it and issue the receipt; at the counter of another agency, send it on with a receipt.
    Accept,
    /// Receive what another counter sent on: the clock starts.
    Receive,
    /// Put right what was wrong and issue the receipt again.
    Correct(Correction),
    /// Pay a fee at the counter.
    Pay {
        /// The payment.
        payment: PaymentId,
        /// What for.
        fee: FeeId,
    },
    /// Note which papers are in the electronic store.
    Digitise(Vec<DigitisedPaper>),
    /// Any other command.
    Plain(Command),
}

/// Hands a dossier in, of a procedure that costs `price_vnd` đồng.
pub async fn submit(app: &App, actor: Actor, once: Once, filing: Filing, price_vnd: u64) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let id = DossierId::mint();
    let work = move |once: Once| {
        let (app, actor, filing) = (app.clone(), actor.clone(), filing.clone());
        async move {
            let tx = app.db.begin().await?;
            let dossier = Dossier::new(id, filing, price_vnd, at);
            let dossier = carry_out(&app, &tx, &actor, dossier, &Command::Submit, at).await?;
            let answer = view::submitted(&dossier);
            let answer = idempotency::keep(&tx, &once, StatusCode::CREATED, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Carries out what is wished of a dossier that exists and that `actor` may see.
pub async fn execute(
    app: &App,
    actor: Actor,
    once: Once,
    if_match: IfMatch,
    id: DossierId,
    wish: Wish,
) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, wish) = (app.clone(), actor.clone(), wish.clone());
        async move {
            let reader = app.reader(&actor).await?;
            let tx = app.db.begin().await?;
            let seen = store::load_visible(&tx, &reader, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            rights::may_act(&reader, &seen, &wish)?;
            if_match.check(seen.head()?.version)?;
            let dossier = apply(&app, &tx, &actor, seen, wish, at).await?;
            let answer =
                idempotency::keep(&tx, &once, StatusCode::OK, &view::dossier(&dossier), app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer.of_version(dossier.head()?.version))
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Decides, saves and announces in the transaction that loaded the dossier, at the business time `at`.
pub async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut dossier: Dossier,
    wish: Wish,
    at: DateTime<Utc>,
) -> Result<Dossier, Error> {
    let command = match wish {
        Wish::Plain(command) => command,
        // So before: harmless, and no number is spent on it.
        Wish::Accept if accepted_before(&dossier, actor) => return Ok(dossier),
        Wish::Receive if received_before(&dossier) => return Ok(dossier),
        Wish::Accept if dossier.filing.elsewhere().is_some() => {
            Command::Forward(receipt::on_the_way(tx, actor, &dossier, at).await?)
        }
        Wish::Accept => Command::Accept(receipt::first(tx, actor, &mut dossier, at).await?),
        Wish::Receive => Command::Receive(receipt::on_arrival(tx, &mut dossier, at).await?),
        Wish::Pay { payment, fee } => payments::at_counter(tx, actor, &dossier, payment, fee, at).await?,
        Wish::Digitise(papers) => Command::Digitise(dossier.filing.digitise(&papers).map_err(Problem::fields)?),
        Wish::Correct(correction) => {
            let receipt = receipt::corrected(tx, &mut dossier, &correction).await?;
            Command::Correct(correction, receipt)
        }
    };
    carry_out(app, tx, actor, dossier, &command, at).await
}

fn accepted_before(dossier: &Dossier, actor: &Actor) -> bool {
    let sent = matches!(dossier.stage, Stage::Forwarded { .. });
    dossier.stage.receipt().is_some() || (sent && rights::received(actor, dossier))
}

fn received_before(dossier: &Dossier) -> bool {
    dossier.stage.receipt().is_some_and(|receipt| receipt.received_at.is_some())
}

async fn carry_out(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut dossier: Dossier,
    command: &Command,
    at: DateTime<Utc>,
) -> Result<Dossier, Error> {
    let decided = decide(&dossier.stage, dossier.fee, command, at).map_err(Fault::Refused)?;
    let Some(event) = decided else { return Ok(dossier) };
    dossier.take(&event);
    store::save(tx, &dossier, &event, actor, at)?;
    if event.surplus_vnd > 0 {
        store::give_back(tx, &dossier, event.surplus_vnd, at).await?;
    }
    let events = announce(&dossier, &event, &app.lookup_key);
    let head = dossier.head()?.advance(tx, events, at, app.clocks.wall.now())?;
    dossier.move_to(head);
    Ok(dossier)
}
