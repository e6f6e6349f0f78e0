//! One transaction of events: the sequence check, the handlers, and the parked events that became next in line.

use std::collections::{BTreeSet, HashMap, HashSet};

use motcua_kit::Tx;
use sea_orm::DbErr;
use uuid::Uuid;

use super::applier::Applier;
use super::rows::{self, Cursors, ParkReason, Parked, parked_row};
use crate::error::HandlerError;
use crate::message::Message;
use crate::sequence::{Cursor, SequenceDecision, check_sequence};

/// Why a transaction of events did not commit.
#[derive(Debug)]
pub(super) enum BatchError {
    /// It may commit another time.
    Retryable(String),
    /// A handler answered that it never will.
    Permanent(String),
}

/// What one transaction applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The messages, and the parked events that become next in line behind them.
    WithParked,
    /// One message alone: when this fails, no other event can be the cause.
    Alone,
}

impl From<DbErr> for BatchError {
    fn from(error: DbErr) -> Self {
        Self::Retryable(error.to_string())
    }
}

/// The state of the cursors and of the parked events during one transaction.
pub(super) struct Batch {
    tx: Tx,
    cursors: Cursors,
    moved: HashSet<(Uuid, String)>,
    parked: HashMap<Uuid, Vec<Parked>>,
}

impl Batch {
    /// Locks the aggregates of the messages, then reads their cursors: in a statement of its own, because one that waited
    /// for a lock still reads other rows from its old snapshot.
    pub(super) async fn open(tx: &Tx, aggregates: BTreeSet<Uuid>) -> Result<Self, DbErr> {
        let aggregates: Vec<Uuid> = aggregates.into_iter().collect();
        rows::lock(tx, &aggregates).await?;
        let (cursors, any_parked) = rows::cursors(tx, &aggregates).await?;
        let mut parked: HashMap<Uuid, Vec<Parked>> = HashMap::new();
        if any_parked {
            for row in rows::parked_among(tx, &aggregates).await? {
                parked.entry(row.aggregate_id).or_default().push(row);
            }
        }
        Ok(Self { tx: tx.clone(), cursors, moved: HashSet::new(), parked })
    }

    /// Settles one message.
    pub(super) async fn take<A>(
        &mut self,
        applier: &Applier<A>,
        message: &Message,
        scope: Scope,
    ) -> Result<(), BatchError>
    where
        A: Clone + Send + Sync + 'static,
    {
        match self.check(message) {
            SequenceDecision::Duplicate => self.unpark(message).await?,
            SequenceDecision::Conflict => self.conflict(applier, message).await?,
            SequenceDecision::Gap => self.park(applier, message, ParkReason::Gap).await?,
            SequenceDecision::Blocked => self.park(applier, message, ParkReason::Blocked).await?,
            SequenceDecision::Apply => match self.apply(applier, message).await? {
                None if scope == Scope::WithParked => self.drain(applier, message.aggregate).await?,
                None => {}
                Some(reason) => self.park(applier, message, reason).await?,
            },
        }
        Ok(())
    }

    /// Runs the handler; answers why the event has to wait, if it has.
    async fn apply<A>(&mut self, applier: &Applier<A>, message: &Message) -> Result<Option<ParkReason>, BatchError>
    where
        A: Clone + Send + Sync + 'static,
    {
        let before = self.cursor(message);
        let (unwritten, tx) = (self.tx.deferred_count(), self.tx.clone());
        match applier.call(&tx, message).await {
            Ok(()) => {
                let applied = Cursor { last_seq: message.seq, last_event_id: Some(message.id), ..before };
                self.move_to(message, applied);
                self.unpark(message).await?;
                Ok(None)
            }
            Err(HandlerError::NotYet(missing)) => {
                if self.tx.deferred_count() > unwritten {
                    return Err(BatchError::Permanent("the handler wrote before it answered NotYet".into()));
                }
                tracing::debug!(event.id = %message.id, missing, "event parked");
                Ok(Some(ParkReason::NotYet))
            }
            Err(HandlerError::Unknown(what)) => {
                let consumer = applier.consumer();
                tracing::error!(event.id = %message.id, subject = message.subject, what, "unknown event parked");
                metrics::counter!("motcua_inbox_unknown_total", "consumer" => consumer).increment(1);
                Ok(Some(ParkReason::Unknown))
            }
            // Both roll back: the handler may have written something before it found out.
            Err(HandlerError::Reject(why)) => Err(BatchError::Permanent(why)),
            Err(HandlerError::Retry(why)) => Err(BatchError::Retryable(why)),
        }
    }

    /// Applies what became next in line, of any producer, until a whole pass applies nothing.
    async fn drain<A>(&mut self, applier: &Applier<A>, aggregate: Uuid) -> Result<(), BatchError>
    where
        A: Clone + Send + Sync + 'static,
    {
        loop {
            let mut applied = false;
            for row in self.waiting(aggregate).clone() {
                let message = rows::message(row);
                match self.check(&message) {
                    SequenceDecision::Apply => applied |= self.apply(applier, &message).await?.is_none(),
                    SequenceDecision::Duplicate => self.unpark(&message).await?,
                    SequenceDecision::Gap | SequenceDecision::Blocked | SequenceDecision::Conflict => {}
                }
            }
            if !applied {
                return Ok(());
            }
        }
    }

    async fn park<A>(&mut self, applier: &Applier<A>, message: &Message, reason: ParkReason) -> Result<(), BatchError>
    where
        A: Clone + Send + Sync + 'static,
    {
        let waiting = self.waiting(message.aggregate);
        let same_number = |row: &&Parked| row.producer == message.producer() && row.seq == message.seq;
        match waiting.iter().find(same_number) {
            Some(kept) if kept.event_id == message.id => Ok(()),
            Some(_) => self.conflict(applier, message).await,
            None => {
                let row = parked_row(message, reason, 0, applier.wall.now());
                waiting.push(row.clone());
                waiting.sort_by(|one, other| (&one.producer, one.seq).cmp(&(&other.producer, other.seq)));
                Ok(rows::park(&self.tx, row).await?)
            }
        }
    }

    async fn conflict<A>(&self, applier: &Applier<A>, message: &Message) -> Result<(), BatchError>
    where
        A: Clone + Send + Sync + 'static,
    {
        let why = "another event has its number";
        Ok(applier.dead_letter(&self.tx, message, ParkReason::Conflict, why).await?)
    }

    /// Removes the parked row of an event that was applied, if it has one.
    async fn unpark(&mut self, message: &Message) -> Result<(), DbErr> {
        let waiting = self.waiting(message.aggregate);
        let before = waiting.len();
        waiting.retain(|row| row.event_id != message.id);
        if waiting.len() < before { rows::unpark(&self.tx, message.id).await } else { Ok(()) }
    }

    /// Writes the cursors that moved.
    pub(super) fn close(self) {
        let Self { tx, cursors, moved, .. } = self;
        let moved = moved.into_iter().filter_map(|key| cursors.get(&key).copied().map(|cursor| (key, cursor)));
        rows::save_cursors(&tx, moved.collect());
    }

    fn check(&self, message: &Message) -> SequenceDecision {
        check_sequence(self.cursor(message), message.seq, message.id)
    }

    fn cursor(&self, message: &Message) -> Cursor {
        self.cursors.get(&key(message)).copied().unwrap_or_default()
    }

    fn move_to(&mut self, message: &Message, cursor: Cursor) {
        self.cursors.insert(key(message), cursor);
        self.moved.insert(key(message));
    }

    fn waiting(&mut self, aggregate: Uuid) -> &mut Vec<Parked> {
        self.parked.entry(aggregate).or_default()
    }
}

fn key(message: &Message) -> (Uuid, String) {
    (message.aggregate, message.producer().to_owned())
}
