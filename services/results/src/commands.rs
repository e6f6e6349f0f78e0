//! The one transaction: load, decide, save, announce.

use axum::http::StatusCode;
use chrono::{DateTime, Datelike, Utc};
use motcua_contracts::ids::{DossierId, ResultId};
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;
use motcua_worktime::local_date;
use sea_orm::DbErr;

use crate::App;
use crate::announce::announce;
use crate::domain::{Command, Decision, Issuance, Refusal, Stage, decide, document_number, evolve, seal};
use crate::http::view;
use crate::store::{self, Document};

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::NotIssued => Self::conflict_state("Kết quả chưa được phát hành. / The result is not issued yet."),
            Refusal::NotReady => Self::conflict_state(
                "Quá trình giải quyết chưa kết thúc nên chưa trả được kết quả. / The journey is not completed yet, so the result cannot be handed over.",
            ),
            Refusal::HandedOver => Self::conflict_state(
                "Kết quả đã trả nên không thu hồi về cơ quan được nữa. / The result was handed over: it is too late to take it back for an error.",
            ),
            Refusal::Recalled => Self::conflict_state(
                "Kết quả này đã thu hồi do sai sót; hãy dùng kết quả phát hành lại. / This document was recalled for an error; use the one that takes its place.",
            ),
            Refusal::WrongStage => Self::conflict_state(
                "Trạng thái hiện tại của kết quả không cho phép bước này. / The present state of the result does not allow this step.",
            ),
        }
    }
}

/// What an officer asks of a result that exists.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Number, seal and issue it.
    Issue,
    /// Any other command.
    Plain(Command),
}

/// Carries out what is wished of a result that exists and that `actor` may see.
pub async fn execute(
    app: &App,
    actor: Actor,
    once: Once,
    if_match: IfMatch,
    id: ResultId,
    wish: Wish,
) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, wish) = (app.clone(), actor.clone(), wish.clone());
        async move {
            // Whose result it is never changes, so it is read beside the writer's queue.
            let reader = app.reader(&actor).await?;
            let (seen, _) = store::find(app.db.read(), &reader, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            // Who sees all agencies still acts for the own one only, and for those that it took over.
            if !reader.offices.contains(&seen.decision.agency) {
                return Err(Error::from(Problem::forbidden()));
            }
            let tx = app.db.begin().await?;
            let document = store::load(&tx, seen.dossier, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            if_match.check(document.head()?.version)?;
            let document = apply(&app, &tx, &actor, document, wish, at).await?;
            let answer =
                idempotency::keep(&tx, &once, StatusCode::OK, &view::result(&document)?, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer.of_version(document.head()?.version))
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// Drafts what was decided within the caller's transaction. A dossier has one live document; after a recall the next
/// decision makes another.
pub async fn draft(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    dossier: DossierId,
    decision: Decision,
) -> Result<Document, Error> {
    let (command, at) = (Command::Draft { granted: decision.granted }, decision.at);
    let document = store::load_live_or_new(tx, dossier, decision).await?;
    carry_out(app, tx, actor, document, &command, at)
}

/// Decides, saves and announces in the transaction that loaded the document, at the business time `at`.
pub async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    document: Document,
    wish: Wish,
    at: DateTime<Utc>,
) -> Result<Document, Error> {
    let command = match wish {
        Wish::Plain(command) => command,
        Wish::Issue if document.stage.recalled().is_some() => return Err(Fault::Refused(Refusal::Recalled)),
        // Issued before: harmless, and no number is spent on it.
        Wish::Issue if document.stage.issuance().is_some() => return Ok(document),
        Wish::Issue => Command::Issue(issuance(tx, actor.agency()?, &document, at).await?),
    };
    carry_out(app, tx, actor, document, &command, at)
}

fn carry_out(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut document: Document,
    command: &Command,
    at: DateTime<Utc>,
) -> Result<Document, Error> {
    let Some(event) = decide(&document.stage, command, at).map_err(Fault::Refused)? else { return Ok(document) };
    document.take(&event, evolve(&event));
    store::save(tx, &document, &event, actor, at)?;
    let events = announce(&document, &event);
    let head = document.head()?.advance(tx, events, at, app.clocks.wall.now())?;
    document.move_to(head);
    Ok(document)
}

/// The next number in the register of the agency that issues in the local year, and the seal over it. An agency that
/// ended has no register any more: its successor numbers in its own.
async fn issuance(tx: &Tx, agency: &str, document: &Document, at: DateTime<Utc>) -> Result<Issuance, Error> {
    if !matches!(document.stage, Stage::Drafted { .. }) {
        return Err(Fault::Refused(Refusal::WrongStage));
    }
    let year = local_date(at).year();
    let number = store::next_number(tx, agency, year).await?;
    let number =
        document_number(agency, year, number).map_err(|_| DbErr::Custom("the number counter ran out".into()))?;
    let seal = seal(document.id, document.dossier, &document.decision, &number, at);
    Ok(Issuance { number, at, seal })
}
