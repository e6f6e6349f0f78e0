//! The one transaction: load, decide, save, announce.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::auth::Actor;
use motcua_kit::http::{IfMatch, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;
use motcua_worktime::{add_working_minutes, due, local_date};
use sea_orm::DbErr;

use crate::App;
use crate::announce::announce;
use crate::domain::{Acceptance, Channel, Command, Correction, Filing, Refusal, Stage, decide, dossier_code};
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
            Refusal::WrongStage => Self::conflict_state(
                "Trạng thái hiện tại của hồ sơ không cho phép bước này. / The present status of the dossier does not allow this step.",
            ),
        }
    }
}

/// What an officer or citizen asks of a dossier that exists.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Accept it and issue the receipt.
    Accept,
    /// Put right what was wrong and issue the receipt again.
    Correct(Correction),
    /// Any other command.
    Plain(Command),
}

/// Hands a dossier in.
pub async fn submit(app: &App, actor: Actor, once: Once, id: DossierId, filing: Filing) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, filing) = (app.clone(), actor.clone(), filing.clone());
        async move {
            let tx = app.db.begin().await?;
            let dossier = store::create(&tx, Dossier::new(id, filing, at)).await?;
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
            let tx = app.db.begin().await?;
            let seen = store::load_visible(&tx, &actor, id).await?.ok_or(Fault::Refused(Refusal::NotFound))?;
            may_act(&actor, &seen)?;
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

/// Whoever sees more than the own agency, as an auditor does, still acts only for the own.
fn may_act(actor: &Actor, dossier: &Dossier) -> Result<(), Problem> {
    let own = dossier.filing.account.is_some_and(|account| account.0 == actor.id);
    let ours = actor.agency().is_ok_and(|agency| agency == dossier.filing.agency);
    if own || ours { Ok(()) } else { Err(Problem::forbidden()) }
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
        // Accepted before: harmless, and no number is spent on it.
        Wish::Accept if dossier.stage.receipt().is_some() => return Ok(dossier),
        Wish::Accept => {
            let (receipt, partners) = receipt(tx, actor, &dossier, at).await?;
            dossier.filing.partners = partners;
            Command::Accept(receipt)
        }
        Wish::Correct(correction) => {
            let (receipt, partners) = corrected(tx, &dossier, &correction).await?;
            dossier.filing.partners = partners;
            Command::Correct(correction, receipt)
        }
    };
    carry_out(app, tx, actor, dossier, &command, at).await
}

async fn carry_out(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut dossier: Dossier,
    command: &Command,
    at: DateTime<Utc>,
) -> Result<Dossier, Error> {
    let Some(event) = decide(&dossier.stage, command, at).map_err(Fault::Refused)? else { return Ok(dossier) };
    dossier.take(&event);
    store::save(tx, &dossier, &event, actor, at).await?;
    let events = announce(&dossier, &event, &app.lookup_key).into_iter().collect();
    let head = dossier.head()?.advance(tx, events, at, app.clocks.wall.now()).await?;
    dossier.move_to(head);
    Ok(dossier)
}

/// The receipt with the partners: code, and due date by the procedure and calendar in force at acceptance. A dossier
/// that cannot be accepted gets no number: the transaction ends with the refusal.
async fn receipt(
    tx: &Tx,
    actor: &Actor,
    dossier: &Dossier,
    at: DateTime<Utc>,
) -> Result<(Acceptance, Vec<String>), Error> {
    if !matches!(dossier.stage, Stage::Submitted { .. }) {
        return Err(Fault::Refused(Refusal::WrongStage));
    }
    let (filing, day) = (&dossier.filing, local_date(at));
    let promise = promise(tx, filing.procedure, &filing.case_code, filing.channel, at).await?;
    let number = store::next_number(tx, &filing.agency, day).await?;
    let code =
        dossier_code(&filing.agency, day, number).map_err(|_| DbErr::Custom("the code counter ran out".into()))?;
    let receipt = Acceptance {
        code,
        at,
        due_at: promise.due_at,
        local_due_at: promise.local_due_at,
        procedure_version: promise.procedure_version,
        calendar_version: promise.calendar_version,
        unit: actor.unit.clone().unwrap_or(promise.counter_unit),
        issue: 1,
    };
    Ok((receipt, promise.partners))
}

/// The receipt issued again: code and acceptance stay; the due date is counted anew from that acceptance when the way
/// was wrong. The agency stays too: what belongs to another is refused and handed in there.
async fn corrected(tx: &Tx, dossier: &Dossier, correction: &Correction) -> Result<(Acceptance, Vec<String>), Error> {
    let Some(receipt) = dossier.stage.receipt() else { return Err(Fault::Refused(Refusal::WrongStage)) };
    let again = Acceptance { issue: receipt.issue + 1, ..receipt.clone() };
    let Some(way) = &correction.way else { return Ok((again, dossier.filing.partners.clone())) };
    let promise = promise(tx, way.procedure, &way.case_code, dossier.filing.channel, receipt.at).await?;
    if promise.agency != dossier.filing.agency {
        return Err(Problem::field(
            "/procedureId",
            "other-agency",
            "Thủ tục thuộc cơ quan khác; mã hồ sơ không đổi được / The procedure belongs to another agency",
        )
        .into());
    }
    let receipt = Acceptance {
        due_at: promise.due_at,
        local_due_at: promise.local_due_at,
        procedure_version: promise.procedure_version,
        calendar_version: promise.calendar_version,
        ..again
    };
    Ok((receipt, promise.partners))
}

/// What a procedure promises for a dossier accepted at a moment.
struct Promise {
    agency: String,
    due_at: DateTime<Utc>,
    local_due_at: Option<DateTime<Utc>>,
    procedure_version: u32,
    calendar_version: u32,
    counter_unit: String,
    partners: Vec<String>,
}

async fn promise(
    tx: &Tx,
    procedure: ProcedureId,
    case_code: &str,
    channel: Channel,
    at: DateTime<Utc>,
) -> Result<Promise, Error> {
    let procedure = store::procedure_in_force(tx.db(), procedure, local_date(at)).await?;
    let procedure = procedure.ok_or_else(|| missing("procedure"))?;
    let term = procedure.term(case_code, channel).ok_or_else(|| missing("term"))?;
    let calendar = store::calendar(tx.db(), &procedure.calendar).await?.ok_or_else(|| missing("calendar"))?;
    let due = due(&calendar, at, term.limit).map_err(|error| {
        Problem::conflict_state(&format!("Không tính được hạn trả. / The due date cannot be counted: {error}"))
    })?;
    let local = term.local_minutes.and_then(|minutes| add_working_minutes(&calendar, at, minutes).ok());
    Ok(Promise {
        agency: procedure.agency.clone(),
        due_at: due.at,
        local_due_at: local.map(|local| local.min(due.at)),
        procedure_version: procedure.version,
        calendar_version: calendar.version,
        counter_unit: term.counter_unit.clone(),
        partners: term.partners.clone(),
    })
}

fn missing(what: &str) -> Problem {
    Problem::conflict_state(&format!(
        "Danh mục chưa đủ để tiếp nhận. / The catalogue has no {what} in force to accept by."
    ))
}
