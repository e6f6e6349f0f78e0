//! The events of one aggregate at one service, handled one after another: the sequence check, the handler, and the parked
//! events that became next in line.

use motcua_kit::Tx;
use sea_orm::DbErr;
use uuid::Uuid;

use super::applier::{ATTEMPTS, Applier};
use super::rows::{self, AggregateCursors, ParkReason, Parked, parked_row};
use crate::error::HandlerError;
use crate::message::Message;
use crate::sequence::{Cursor, SequenceDecision, check_sequence};

/// How often an event is handled at once when other transactions win.
const CONFLICTS: usize = 4;

/// Which parked events are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selection {
    /// All of them: a sweep.
    All,
    /// Those whose handler has not failed: an event of the aggregate was applied, which does not mend a failure.
    WithoutFailed,
}

/// The cursors and the parked events of one aggregate, as far as this process knows. Another replica may have moved
/// them: each write states what it follows, and what is not applied by them is looked at again after a read.
pub(super) struct Queue<'a, A> {
    applier: &'a Applier<A>,
    aggregate: Uuid,
    cursors: AggregateCursors,
    parked: Vec<Parked>,
}

impl<'a, A: Clone + Send + Sync + 'static> Queue<'a, A> {
    pub(super) fn new(
        applier: &'a Applier<A>,
        aggregate: Uuid,
        cursors: AggregateCursors,
        parked: Vec<Parked>,
    ) -> Self {
        Self { applier, aggregate, cursors, parked }
    }

    /// Settles one message durably: applied, parked or dead.
    ///
    /// # Errors
    /// When the database did not even take that; nothing is settled then.
    pub(super) async fn settle(&mut self, message: &Message) -> Result<(), DbErr> {
        let applied = self.handle(message).await?;
        let (consumer, outcome) = (self.applier.consumer(), if applied { "applied" } else { "not-applied" });
        metrics::counter!("motcua_inbox_events_total", "consumer" => consumer, "outcome" => outcome).increment(1);
        if applied { self.drain(Selection::WithoutFailed).await } else { Ok(()) }
    }

    /// Applies the parked events that became next in line, of any producer, until a whole pass applies nothing.
    ///
    /// # Errors
    /// When the database is not available.
    pub(super) async fn drain(&mut self, selection: Selection) -> Result<(), DbErr> {
        loop {
            let mut applied = false;
            for row in self.parked.clone() {
                if selection == Selection::WithoutFailed && row.reason == ParkReason::Retry.as_str() {
                    continue;
                }
                let message = rows::message(row);
                match self.check(&message) {
                    SequenceDecision::Apply | SequenceDecision::Duplicate | SequenceDecision::Conflict => {
                        applied |= self.handle(&message).await?;
                    }
                    SequenceDecision::Gap | SequenceDecision::Blocked => {}
                }
            }
            if !applied {
                return Ok(());
            }
        }
    }

    /// Settles one message without those behind it. Returns whether it was applied.
    async fn handle(&mut self, message: &Message) -> Result<bool, DbErr> {
        if self.check(message) != SequenceDecision::Apply {
            // Not by what is kept in memory: another replica or an operator may have moved the cursor, a database may
            // have lost its last commits. Only a write proves it, and only `Apply` writes.
            self.reload().await?;
        }
        let mut cause = String::new();
        for _ in 0..CONFLICTS {
            match self.check(message) {
                SequenceDecision::Duplicate => return self.unpark(message).await.map(|()| false),
                SequenceDecision::Conflict => return self.conflict(message).await.map(|()| false),
                SequenceDecision::Gap => return self.park(message, ParkReason::Gap).await.map(|()| false),
                SequenceDecision::Blocked => return self.park(message, ParkReason::Blocked).await.map(|()| false),
                SequenceDecision::Apply => match self.apply(message).await {
                    Ok(()) => return Ok(true),
                    Err(HandlerError::Conflict(why)) => {
                        cause = why;
                        self.reload().await?;
                    }
                    Err(error) => return self.settle_failure(message, error).await.map(|()| false),
                },
            }
        }
        self.count_attempt(message, format!("lost against other transactions each time: {cause}")).await.map(|()| false)
    }

    /// Runs the handler; on success the cursor moves with its writes.
    async fn apply(&mut self, message: &Message) -> Result<(), HandlerError> {
        let before = self.cursor(message);
        let after = Cursor { last_seq: message.seq, last_event_id: Some(message.id), ..before.unwrap_or_default() };
        let was_parked = self.is_parked(message);
        let written = |tx: &Tx| {
            rows::move_cursor(tx, message, before, after);
            if was_parked {
                rows::unpark(tx, message.id);
            }
        };
        self.applier.apply(message, written).await?;
        self.keep(message, after);
        self.forget(message);
        Ok(())
    }

    /// Settles an event that its handler did not apply.
    async fn settle_failure(&mut self, message: &Message, error: HandlerError) -> Result<(), DbErr> {
        match error {
            HandlerError::NotYet(missing) => {
                tracing::debug!(event.id = %message.id, missing, "event parked");
                self.park(message, ParkReason::NotYet).await
            }
            HandlerError::Unknown(what) => self.park_unknown(message, &what).await,
            HandlerError::Reject(why) => self.mark_dead(message, &why).await,
            HandlerError::Retry(why) => self.count_attempt(message, why).await,
            // No attempt: the same event can succeed as soon as the database does.
            HandlerError::Unavailable(why) | HandlerError::Conflict(why) => {
                Err(DbErr::Conn(sea_orm::RuntimeErr::Internal(why)))
            }
        }
    }

    async fn park_unknown(&mut self, message: &Message, what: &str) -> Result<(), DbErr> {
        if !self.is_parked(message) {
            let consumer = self.applier.consumer();
            tracing::error!(event.id = %message.id, subject = message.subject, what, "unknown event parked");
            metrics::counter!("motcua_inbox_unknown_total", "consumer" => consumer).increment(1);
        }
        self.park(message, ParkReason::Unknown).await
    }

    /// Parks a message that is not parked yet.
    async fn park(&mut self, message: &Message, reason: ParkReason) -> Result<(), DbErr> {
        match self.with_number_of(message) {
            Some(kept) if kept.event_id == message.id => Ok(()),
            Some(_) => self.conflict(message).await,
            None => self.write_parked(parked_row(message, reason, 0, self.applier.wall.now())).await,
        }
    }

    /// Counts a failed attempt; the eighth dead-letters the event and blocks its aggregate.
    async fn count_attempt(&mut self, message: &Message, why: String) -> Result<(), DbErr> {
        let attempts = self.with_number_of(message).map_or(0, |row| row.attempts) + 1;
        if attempts >= ATTEMPTS {
            return self.mark_dead(message, &why).await;
        }
        tracing::warn!(event.id = %message.id, subject = message.subject, attempts, error = why, "event failed, parked");
        let row = parked_row(message, ParkReason::Retry, attempts, self.applier.wall.now());
        self.write_parked(Parked { error: Some(why), ..row }).await
    }

    async fn write_parked(&mut self, row: Parked) -> Result<(), DbErr> {
        let tx = self.applier.db.unit_of_work();
        if rows::is_dead(&tx, row.event_id).await? {
            // Delivered again: it stays dead.
            return Ok(());
        }
        rows::park(&tx, row.clone());
        tx.commit().await?;
        let known = self.parked.len();
        self.parked.retain(|other| other.event_id != row.event_id);
        self.applier.count(i64::from(self.parked.len() == known), 0);
        self.parked.push(row);
        self.parked.sort_by(|one, other| (&one.producer, one.seq).cmp(&(&other.producer, other.seq)));
        Ok(())
    }

    /// Dead-letters an event that can never be applied, and blocks its aggregate: no later event passes it.
    async fn mark_dead(&mut self, message: &Message, why: &str) -> Result<(), DbErr> {
        let before = self.cursor(message);
        let blocked = Cursor { blocked: true, ..before.unwrap_or_default() };
        // Read again next time: an operator unblocks it in the database.
        self.applier.known.forget(self.aggregate);
        self.dead_letter(message, ParkReason::Poison, why, |tx| rows::move_cursor(tx, message, before, blocked))
            .await?;
        self.cursors.insert(message.producer().to_owned(), blocked);
        Ok(())
    }

    /// Dead-letters an event whose number another event has.
    async fn conflict(&mut self, message: &Message) -> Result<(), DbErr> {
        self.dead_letter(message, ParkReason::Conflict, "another event has its number", |_| {}).await
    }

    async fn dead_letter(
        &mut self,
        message: &Message,
        reason: ParkReason,
        why: &str,
        more: impl FnOnce(&Tx),
    ) -> Result<(), DbErr> {
        let tx = self.applier.db.unit_of_work();
        let is_new = self.applier.dead_letter(&tx, message, reason, why).await?;
        more(&tx);
        tx.commit().await?;
        if is_new {
            self.applier.report_dead(message, reason, why);
        }
        self.forget(message);
        Ok(())
    }

    /// Removes the parked row of an event that was applied, if it has one.
    async fn unpark(&mut self, message: &Message) -> Result<(), DbErr> {
        if self.is_parked(message) {
            let tx = self.applier.db.unit_of_work();
            rows::unpark(&tx, message.id);
            tx.commit().await?;
            self.forget(message);
        }
        Ok(())
    }

    async fn reload(&mut self) -> Result<(), DbErr> {
        self.applier.known.forget(self.aggregate);
        let (mut cursors, parked) = self.applier.stored(&[self.aggregate]).await?;
        self.cursors = cursors.remove(&self.aggregate).unwrap_or_default();
        self.parked = parked;
        Ok(())
    }

    /// The cursor of a message's producer was written.
    fn keep(&mut self, message: &Message, cursor: Cursor) {
        self.cursors.insert(message.producer().to_owned(), cursor);
        self.applier.known.keep(self.aggregate, self.cursors.clone());
    }

    fn check(&self, message: &Message) -> SequenceDecision {
        let decision = check_sequence(self.cursor(message).unwrap_or_default(), message.seq, message.id);
        let is_taken = self.with_number_of(message).is_some_and(|row| row.event_id != message.id);
        if is_taken && decision == SequenceDecision::Apply { SequenceDecision::Conflict } else { decision }
    }

    fn cursor(&self, message: &Message) -> Option<Cursor> {
        self.cursors.get(message.producer()).copied()
    }

    fn is_parked(&self, message: &Message) -> bool {
        self.parked.iter().any(|row| row.event_id == message.id)
    }

    fn with_number_of(&self, message: &Message) -> Option<&Parked> {
        self.parked.iter().find(|row| row.producer == message.producer() && row.seq == message.seq)
    }

    /// Its row is parked no longer.
    fn forget(&mut self, message: &Message) {
        let known = self.parked.len();
        self.parked.retain(|row| row.event_id != message.id);
        if self.parked.len() < known {
            self.applier.count(-1, 0);
        }
    }
}
