//! Recording that a surplus was paid back. What the officer arranged with the platform was done before: nobody is called.

use axum::http::StatusCode;
use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_messaging::Fault;

use super::{Error, Wish, carry_out, rights};
use crate::App;
use crate::domain::{Command, Refunded, Refusal};
use crate::http::payment_view::refund;
use crate::store;

/// What the officer gave back.
#[derive(Debug, Clone)]
pub struct Given {
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// The platform's number of the transfer; none at the counter.
    pub transaction: Option<String>,
    /// Why.
    pub reason: String,
}

/// Records that all that is to be refunded of a payment was paid back: by this transfer of the platform's, or without
/// one at the counter. Who may take a payment for the dossier may give it back.
pub async fn record(
    app: &App,
    actor: Actor,
    once: Once,
    if_match: IfMatch,
    id: PaymentId,
    given: Given,
) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, given) = (app.clone(), actor.clone(), given.clone());
        async move {
            let unknown = || Fault::Refused(Refusal::NotFound);
            let reader = app.reader(&actor).await?;
            let tx = app.db.begin().await?;
            let dossier = store::dossier_of_payment(&tx, id).await?.ok_or_else(unknown)?;
            let seen = store::load_visible(&tx, &reader, dossier).await?.ok_or_else(unknown)?;
            let payment = store::payment(tx.db(), id).await?.ok_or_else(unknown)?;
            rights::may_act(&reader, &seen, &Wish::Pay { payment: id, fee: payment.fee })?;
            if_match.check(seen.head()?.version)?;
            let paid_back =
                payment.refund(given.amount_vnd, given.transaction, given.reason).map_err(Fault::Refused)?;
            let refunded = Refunded { refund: paid_back.clone(), dossier, by: actor.name().to_owned(), at };
            store::add_refund(&tx, &seen, &payment, &refunded).await?;
            let now = carry_out(&app, &tx, &actor, seen, &Command::NoteRefund(paid_back), at).await?;
            let answer = refund(refunded);
            let answer = idempotency::keep(&tx, &once, StatusCode::OK, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer.of_version(now.head()?.version))
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}
