//! The one transaction: load, decide, save, announce.

mod agencies;
mod calendars;
mod import;
mod procedures;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;
use motcua_kit::auth::Actor;
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;
use motcua_worktime::Calendar;

use crate::App;
use crate::domain::{Agency, Procedure, Refusal};
use crate::http::view::Answer;

pub use import::import;

/// Why a command did not take effect.
pub type Error = Fault<Refusal>;

/// The answer with its status: 201 when something new came to be.
pub type Done = (StatusCode, Answer);

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::DraftOpen => Self::conflict_state(
                "Đang có bản dự thảo chưa công bố. / A draft is open: publish it before drafting the next version.",
            ),
            Refusal::SamePerson => Self::forbidden()
                .detail("Người công bố phải khác người soạn dự thảo. / Who drafted a version cannot publish it."),
        }
    }
}

/// What an editor or approver asks.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Let this agency be as it is given.
    PutAgency(Agency),
    /// Draft the next version of a procedure.
    DraftProcedure {
        /// Its id, should the code be new.
        fresh: ProcedureId,
        /// What the version says.
        content: Box<Procedure>,
    },
    /// Publish a version of a procedure.
    PublishProcedure {
        /// The procedure.
        id: ProcedureId,
        /// The version.
        version: u32,
    },
    /// Draft the next version of a calendar.
    DraftCalendar(Calendar),
    /// Publish a version of a calendar.
    PublishCalendar {
        /// Its code.
        code: String,
        /// The version.
        version: u32,
    },
}

/// Carries out what is wished.
pub async fn execute(app: &App, actor: Actor, once: Once, wish: Wish) -> Result<Reply, Problem> {
    let (db, app, at) = (app.db.clone(), app.clone(), app.clocks.business.now());
    let work = move |once: Once| {
        let (app, actor, wish) = (app.clone(), actor.clone(), wish.clone());
        async move {
            let tx = app.db.begin().await?;
            let (status, answer) = apply(&app, &tx, &actor, &wish, at).await?;
            let answer = idempotency::keep(&tx, &once, status, &answer, app.clocks.wall.now()).await?;
            app.relay.publish(tx.commit().await?);
            Ok(answer)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

async fn apply(app: &App, tx: &Tx, actor: &Actor, wish: &Wish, at: DateTime<Utc>) -> Result<Done, Error> {
    match wish {
        Wish::PutAgency(agency) => agencies::put(app, tx, actor, agency, at).await,
        Wish::DraftProcedure { fresh, content } => procedures::draft(app, tx, actor, *fresh, content, at).await,
        Wish::PublishProcedure { id, version } => procedures::publish(app, tx, actor, *id, *version, at).await,
        Wish::DraftCalendar(calendar) => calendars::draft(app, tx, actor, calendar, at).await,
        Wish::PublishCalendar { code, version } => calendars::publish(app, tx, actor, code, *version, at).await,
    }
}
