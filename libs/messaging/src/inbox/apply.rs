//! One transaction of events: the gate, the functions, and the parked events that became next in line.

use std::collections::{BTreeSet, HashMap, HashSet};

use motcua_kit::Tx;
use sea_orm::DbErr;
use uuid::Uuid;

use super::rows::{self, Cursors};
use super::{Broken, Inbox};
use crate::fault::Failure;
use crate::gate::{Cursor, Gate, judge};
use crate::message::Message;
use crate::tables::inbox;

/// The state of the cursors during one transaction.
pub(super) struct Batch {
    cursors: Cursors,
    moved: HashSet<(Uuid, String)>,
    parked: HashMap<Uuid, Vec<inbox::Model>>,
}

/// What became of an event.
enum Taken {
    Applied,
    NotYet(&'static str),
}

impl Batch {
    /// Locks the aggregates of the messages, then reads where they stand: in a statement of its own, because one
    /// that waited for a lock still sees other rows as they were.
    pub(super) async fn open(tx: &Tx, aggregates: BTreeSet<Uuid>) -> Result<Self, DbErr> {
        let aggregates: Vec<Uuid> = aggregates.into_iter().collect();
        rows::lock(tx, &aggregates).await?;
        let cursors = rows::cursors(tx, &aggregates).await?;
        let mut parked: HashMap<Uuid, Vec<inbox::Model>> = HashMap::new();
        for row in rows::parked_among(tx, &aggregates).await? {
            parked.entry(row.aggregate_id).or_default().push(row);
        }
        Ok(Self { cursors, moved: HashSet::new(), parked })
    }

    fn cursor(&self, message: &Message) -> Cursor {
        self.cursors.get(&key(message)).copied().unwrap_or_default()
    }

    fn move_to(&mut self, message: &Message, cursor: Cursor) {
        self.cursors.insert(key(message), cursor);
        self.moved.insert(key(message));
    }

    /// Settles one message; answers whether it was applied, so that others may have become next in line.
    pub(super) async fn take<A>(&mut self, inbox: &Inbox<A>, tx: &Tx, message: &Message) -> Result<bool, Broken>
    where
        A: Clone + Send + Sync + 'static,
    {
        match judge(self.cursor(message), message.seq, message.id) {
            Gate::Duplicate => self.forget(tx, message).await?,
            Gate::Conflict => inbox.give_up(tx, message, "conflict", 0, "another event has its number").await?,
            Gate::Gap => self.park(inbox, tx, message, "gap").await?,
            Gate::Blocked => self.park(inbox, tx, message, "blocked").await?,
            Gate::Apply => match self.apply(inbox, tx, message).await? {
                Taken::Applied => return Ok(true),
                Taken::NotYet(missing) => {
                    tracing::debug!(event.id = %message.id, missing, "event parked");
                    self.park(inbox, tx, message, "not_yet").await?;
                }
            },
        }
        Ok(false)
    }

    async fn apply<A>(&mut self, inbox: &Inbox<A>, tx: &Tx, message: &Message) -> Result<Taken, Broken>
    where
        A: Clone + Send + Sync + 'static,
    {
        let before = self.cursor(message);
        match inbox.call(tx, message).await {
            Ok(()) => {
                // Event by event, so that the engine sees the same few combinations and keeps them prepared.
                tx.write_noted().await?;
                self.move_to(message, Cursor { last_seq: message.seq, last_event_id: Some(message.id), ..before });
                self.forget(tx, message).await?;
                Ok(Taken::Applied)
            }
            Err(Failure::NotYet(missing)) => Ok(Taken::NotYet(missing)),
            // Both roll back: the function may have written something before it found out.
            Err(Failure::Reject(why)) => Err(Broken::Never(why)),
            Err(Failure::Retry(why)) => Err(Broken::Again(why)),
        }
    }

    /// Applies what became next in line, from any producer, until a whole pass applies nothing.
    pub(super) async fn drain<A>(&mut self, inbox: &Inbox<A>, tx: &Tx, aggregate: Uuid) -> Result<(), Broken>
    where
        A: Clone + Send + Sync + 'static,
    {
        loop {
            let mut applied = false;
            for row in self.waiting(aggregate).clone() {
                let message = rows::message(row);
                match judge(self.cursor(&message), message.seq, message.id) {
                    Gate::Apply => applied |= matches!(self.apply(inbox, tx, &message).await?, Taken::Applied),
                    Gate::Duplicate => self.forget(tx, &message).await?,
                    Gate::Gap | Gate::Blocked | Gate::Conflict => {}
                }
            }
            if !applied {
                return Ok(());
            }
        }
    }

    async fn park<A>(&mut self, inbox: &Inbox<A>, tx: &Tx, message: &Message, reason: &str) -> Result<(), Broken>
    where
        A: Clone + Send + Sync + 'static,
    {
        let waiting = self.waiting(message.aggregate);
        let same_number = |row: &&inbox::Model| row.producer == message.producer() && row.seq == message.seq;
        match waiting.iter().find(same_number) {
            Some(kept) if kept.event_id == message.id => Ok(()),
            Some(_) => Ok(inbox.give_up(tx, message, "conflict", 0, "another event has its number").await?),
            None => {
                let row = rows::parked_row(message, reason, 0, inbox.now());
                waiting.push(row.clone());
                waiting.sort_by(|one, other| (&one.producer, one.seq).cmp(&(&other.producer, other.seq)));
                Ok(rows::park(tx, row).await?)
            }
        }
    }

    fn waiting(&mut self, aggregate: Uuid) -> &mut Vec<inbox::Model> {
        self.parked.entry(aggregate).or_default()
    }

    /// Removes the parked row of an event that was applied, if it has one.
    async fn forget(&mut self, tx: &Tx, message: &Message) -> Result<(), DbErr> {
        let waiting = self.waiting(message.aggregate);
        let before = waiting.len();
        waiting.retain(|row| row.event_id != message.id);
        if waiting.len() < before {
            rows::unpark(tx, message.id).await?;
        }
        Ok(())
    }

    /// Writes the cursors that moved.
    pub(super) fn close(self, tx: &Tx) {
        let moved =
            self.moved.into_iter().filter_map(|key| self.cursors.get(&key).copied().map(|cursor| (key, cursor)));
        let moved: Vec<_> = moved.collect();
        rows::save_cursors(tx, moved);
    }
}

fn key(message: &Message) -> (Uuid, String) {
    (message.aggregate, message.producer().to_owned())
}
