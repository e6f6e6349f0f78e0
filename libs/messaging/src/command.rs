//! The frame of every command: one unit of work in a task of its own, its stored response, and its context.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_kit::auth::Actor;
use motcua_kit::http::{Caller, CommandResponse, IfMatch};
use motcua_kit::idempotency::{run_idempotent, store_response};
use motcua_kit::{Problem, Tx};
use serde::Serialize;

use crate::error::CommandError;
use crate::outbox::{AggregateVersion, OutboxEvent};
use crate::resources::Resources;

/// The context of a command or an event handler.
#[derive(Clone)]
pub struct Context<A> {
    /// The service's state.
    pub app: A,
    /// The unit of work, which a write at once makes a transaction; the frame commits it.
    pub tx: Tx,
    /// The account, or the service whose event is handled.
    pub actor: Actor,
    /// Business time of the decision, UTC.
    pub at: DateTime<Utc>,
    /// Wall time, UTC: for retention, never for a decision.
    pub wall: DateTime<Utc>,
    /// The version of the record that the caller insists on.
    pub if_match: IfMatch,
}

impl<A> Context<A> {
    /// Saves the events of a decision behind the next version of its aggregate.
    ///
    /// # Errors
    /// `payload-too-large` for an event that no broker takes.
    pub fn publish(&self, version: AggregateVersion, events: Vec<OutboxEvent>) -> Result<AggregateVersion, Problem> {
        version.advance(&self.tx, events, self.at, self.wall)
    }

    /// Demands that a record still has the version that the caller read.
    ///
    /// # Errors
    /// `precondition-failed`.
    pub fn require_version(&self, version: AggregateVersion) -> Result<(), Problem> {
        self.if_match.check(version.version)
    }
}

/// The response of a command that took effect.
#[derive(Debug, Clone)]
pub struct Done<V> {
    status: StatusCode,
    view: V,
    version: Option<i64>,
}

impl<V> Done<V> {
    /// 200 with the view of the record.
    pub fn ok(view: V) -> Self {
        Self { status: StatusCode::OK, view, version: None }
    }

    /// 201 with what was created.
    pub fn created(view: V) -> Self {
        Self { status: StatusCode::CREATED, ..Self::ok(view) }
    }

    /// The same with the version that becomes its ETag.
    #[must_use]
    pub fn of_version(self, version: AggregateVersion) -> Self {
        Self { version: Some(version.version), ..self }
    }
}

/// Runs a command: `work` reads, decides and writes through the context's unit of work, which commits together with the
/// stored response. It is run again, with the same `input`, when another commit won.
///
/// # Errors
/// What `work` answers; `idempotency-key-reused`; `unavailable` when the database is.
pub async fn run_command<A, I, V, R, F, Fut>(
    app: &A,
    caller: Caller,
    input: I,
    work: F,
) -> Result<CommandResponse, Problem>
where
    A: AsRef<Resources> + Clone + Send + Sync + 'static,
    I: Clone + Send + Sync + 'static,
    V: Serialize + Send,
    R: Into<Problem> + Send + 'static,
    F: Fn(Context<A>, I) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Done<V>, CommandError<R>>> + Send,
{
    let resources = app.as_ref().clone();
    let (app, at, db) = (app.clone(), resources.clocks.business.now(), resources.db.clone());
    let Caller { actor, key, if_match, .. } = caller;
    let stored_key = key.clone();
    let attempt = move || {
        let (wall, tx) = (resources.clocks.wall.now(), resources.db.unit_of_work());
        let context = Context { app: app.clone(), tx: tx.clone(), actor: actor.clone(), at, wall, if_match };
        let (work, input, key) = (work.clone(), input.clone(), key.clone());
        async move {
            let Done { status, view, version } = work(context, input).await?;
            let response = store_response(&tx, &key, status, &view, version, wall)?;
            tx.commit().await?;
            Ok(response)
        }
    };
    run_idempotent::<CommandError<R>, _, _>(db, stored_key, attempt).await
}

/// Runs a unit of work that no caller's key makes idempotent, for instance a part of a larger command; the outcome that
/// `work` returns decides whether it commits.
///
/// # Errors
/// What `work` answers; `unavailable` when the database is.
pub async fn run_transaction<A, I, T, R, F, Fut>(app: &A, actor: Actor, input: I, work: F) -> Result<T, CommandError<R>>
where
    A: AsRef<Resources> + Clone + Send + Sync + 'static,
    I: Clone + Send + Sync + 'static,
    T: Send + 'static,
    R: Send + 'static,
    F: Fn(Context<A>, I) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Outcome<T>, CommandError<R>>> + Send,
{
    let resources = app.as_ref().clone();
    let (app, at) = (app.clone(), resources.clocks.business.now());
    let attempt = move || {
        let (wall, tx) = (resources.clocks.wall.now(), resources.db.unit_of_work());
        let if_match = IfMatch::default();
        let context = Context { app: app.clone(), tx: tx.clone(), actor: actor.clone(), at, wall, if_match };
        let (work, input) = (work.clone(), input.clone());
        async move {
            match work(context, input).await? {
                Outcome::Commit(answer) => tx.commit().await.map(|()| answer).map_err(CommandError::Store),
                Outcome::Rollback(answer) => tx.rollback().await.map(|()| answer).map_err(CommandError::Store),
            }
        }
    };
    motcua_kit::transact::transact(attempt, |slug| Problem::new(slug).into()).await
}

/// How a unit of work ends.
#[derive(Debug, Clone, Copy)]
pub enum Outcome<T> {
    /// Commit it.
    Commit(T),
    /// Undo it, for instance in a dry run.
    Rollback(T),
}
