//! Sends the commands of one tick of the plan, all at once, each with the token of its actor.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::sync::Arc;

use futures::stream::{iter, select};
use futures::{StreamExt, TryStreamExt};
use serde_json::Value;

use crate::failure::Failure;
use crate::journal::{Entry, Journal};
use crate::known_ids::{KnownIds, Position};
use crate::plan::{Action, ActionKind, Actor, Plan, PlannedDossier};
use crate::queue::{Queue, QueueItem};
use crate::requests::{item_problem, request};
use crate::session::Session;
use crate::setup::procedure_ids;

const CONCURRENCY: usize = 64;

/// Sends the commands of a plan.
pub struct Driver {
    session: Arc<Session>,
    plan: Arc<Plan>,
    /// Ids of the procedures by code.
    procedures: HashMap<String, String>,
    /// By index in the plan.
    known: HashMap<usize, KnownIds>,
    /// Index in the plan by dossier id.
    by_id: HashMap<String, usize>,
}

/// Dossiers whose item must be found in a queue first, each with its queue and action.
type Awaited = HashMap<usize, (Queue, usize)>;

/// The actions of a tick, by what they wait for.
#[derive(Default)]
struct TickActions {
    queues: HashSet<(Actor, Queue)>,
    awaited: Awaited,
    ready: Vec<ReadyAction>,
}

/// An action that can be sent, with the ids of its dossier.
struct ReadyAction {
    dossier: usize,
    action: usize,
    known: KnownIds,
}

impl Driver {
    /// A driver with the ids that the journal holds.
    ///
    /// # Errors
    /// When the procedures cannot be read.
    pub async fn new(session: Arc<Session>, plan: Arc<Plan>, journal: &[Entry]) -> Result<Self, Failure> {
        let procedures = procedure_ids(&session).await?;
        let (known, by_id) = (HashMap::new(), HashMap::new());
        let mut driver = Self { session, plan, procedures, known, by_id };
        journal.iter().for_each(|entry| driver.apply(entry));
        Ok(driver)
    }

    /// Dossiers submitted so far.
    pub fn submitted(&self) -> u64 {
        self.known.len() as u64
    }

    /// Whether the plan has this dossier.
    pub fn has_planned(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Submitted { dossier, id, .. } => {
                self.by_id.insert(id.clone(), *dossier);
                self.known.entry(*dossier).or_default().apply(entry);
            }
            Entry::Accepted { dossier, .. }
            | Entry::TaskFound { dossier, .. }
            | Entry::ResultFound { dossier, .. }
            | Entry::OpinionFound { dossier, .. }
            | Entry::ProcedureFee { dossier, .. }
            | Entry::RequiredFee { dossier, .. }
            | Entry::Corrected { dossier } => self.known.entry(*dossier).or_default().apply(entry),
            Entry::Plan { .. }
            | Entry::SetupCompleted { .. }
            | Entry::PracticeReady { .. }
            | Entry::ExampleSubmitted { .. }
            | Entry::ExampleIssued { .. }
            | Entry::Tick { .. }
            | Entry::Finished { .. } => {}
        }
    }

    /// Sends the actions of one tick and returns the entries to write. Actions whose ids are known are sent at once; for
    /// the others the actor reads the queue, and all items found there are written to the journal.
    ///
    /// # Errors
    /// When a command is refused, an item is in no queue, or the journal cannot be written.
    pub async fn tick(&mut self, actions: &[(usize, usize)], journal: &mut Journal) -> Result<Vec<Entry>, Failure> {
        let TickActions { queues, mut awaited, ready } = self.classify(actions);
        let (this, mut found, mut seen) = (&*self, Vec::new(), HashSet::new());
        let pages = iter(queues).map(|(actor, queue)| queue.read(&this.session, actor)).buffer_unordered(CONCURRENCY);
        let matched = pages.map(|page| -> Result<_, Failure> {
            let (queue, items) = page?;
            let (entries, ready) = this.match_items(queue, items, &mut awaited, &mut seen);
            // Written before the items are used: afterwards no queue contains them any more.
            journal.append(&entries)?;
            found.extend(entries);
            Ok(iter(ready).map(Ok::<ReadyAction, Failure>))
        });
        let all = select(iter(ready).map(Ok), matched.try_flatten());
        let responses: Vec<_> =
            all.map(|action| async { this.send(action?).await }).buffer_unordered(CONCURRENCY).collect().await;
        let mut entries = Vec::new();
        for response in responses {
            entries.extend(response?);
        }
        if let Some(dossier) = awaited.keys().next() {
            let reason = format!("{} dossiers are in no queue.", awaited.len());
            return Err(changed_outside_the_plan(self.plan.dossiers[*dossier].number, &reason));
        }
        found.iter().chain(&entries).for_each(|entry| self.apply(entry));
        Ok(entries)
    }

    fn action(&self, dossier: usize, action: usize) -> (&PlannedDossier, &Action) {
        let planned = &self.plan.dossiers[dossier];
        (planned, &planned.actions[action])
    }

    fn classify(&self, actions: &[(usize, usize)]) -> TickActions {
        let mut classified = TickActions::default();
        for (dossier, action) in actions {
            let (planned, next) = self.action(*dossier, *action);
            let known = self.known.get(dossier).cloned().unwrap_or_default();
            match Queue::of(&next.kind) {
                Some(queue) if !queue.is_known(&known, Position::of(planned, *action)) => {
                    classified.queues.insert((next.actor.clone(), queue));
                    classified.awaited.insert(*dossier, (queue, *action));
                }
                _ => classified.ready.push(ReadyAction { dossier: *dossier, action: *action, known }),
            }
        }
        classified
    }

    /// The entries for the items of a queue, and the actions that can be sent now.
    fn match_items(
        &self,
        queue: Queue,
        items: Vec<QueueItem>,
        awaited: &mut Awaited,
        seen: &mut HashSet<String>,
    ) -> (Vec<Entry>, Vec<ReadyAction>) {
        let (mut entries, mut ready) = (Vec::new(), Vec::new());
        for QueueItem { id, dossier_id } in items {
            let Some(dossier) = self.by_id.get(&dossier_id).copied() else { continue };
            let mut known = self.known.get(&dossier).cloned().unwrap_or_default();
            // Two officers of a unit read the same queue, and most of its items are known.
            if known.contains(&id) || !seen.insert(id.clone()) {
                continue;
            }
            let entry = queue.entry(dossier, id);
            known.apply(&entry);
            entries.push(entry);
            if let Some((_, action)) = awaited.get(&dossier).copied().filter(|(from, _)| *from == queue) {
                awaited.remove(&dossier);
                ready.push(ReadyAction { dossier, action, known });
            }
        }
        (entries, ready)
    }

    async fn send(&self, ready: ReadyAction) -> Result<Vec<Entry>, Failure> {
        let (planned, action) = self.action(ready.dossier, ready.action);
        let key = format!("demo-{}-{}-{}", self.plan.header.seed, ready.dossier, ready.action);
        let position = Position::of(planned, ready.action);
        let (path, body) = request(planned, &action.kind, &ready.known, position, &self.procedures);
        let response = match self.session.command(&action.actor, &path, &key, &body).await {
            // A start of an earlier version sent this command with another body and did not read the response.
            Err(error) if error.is_key_reused() && !returns_ids(&action.kind) => return Ok(Vec::new()),
            Err(error) if error.is_obsolete() => return Err(changed_outside_the_plan(planned.number, &error)),
            response => response?,
        };
        if let Some(problem) = item_problem(&response) {
            return Err(format!("{path}: {problem}").into());
        }
        if response["payUrl"].is_string() {
            self.pay(&action.actor, &path, &key, &body, &response).await?;
        }
        Ok(entries(ready.dossier, planned, &action.kind, &response))
    }

    /// Pays on the page that a payment order names. The page of an earlier start may be gone with its port: then a new
    /// order is requested, which is refused when the first one was paid.
    async fn pay(&self, actor: &Actor, path: &str, key: &str, body: &Value, order: &Value) -> Result<(), Failure> {
        let page = |order: &Value| order["payUrl"].as_str().unwrap_or_default().to_owned();
        match self.session.client.pay(&page(order)).await {
            Err(error) if error.is_unreachable() => {}
            response => return Ok(response?),
        }
        match self.session.command(actor, path, &format!("{key}-again"), body).await {
            Err(error) if error.is_obsolete() => Ok(()),
            response => Ok(self.session.client.pay(&page(&response?)).await?),
        }
    }
}

fn changed_outside_the_plan(number: u32, reason: &dyn Display) -> Failure {
    format!(
        "dossier {number} of the plan is not in the state that the plan expects. Was it changed outside the plan, for \
         instance by a visitor? Start again with --fresh. {reason}"
    )
    .into()
}

/// Whether later actions need ids from the response.
fn returns_ids(kind: &ActionKind) -> bool {
    matches!(kind, ActionKind::Submit | ActionKind::Accept | ActionKind::RequireFee { .. } | ActionKind::Correct)
}

/// The entries for the ids that a response contains.
fn entries(dossier: usize, planned: &PlannedDossier, kind: &ActionKind, response: &Value) -> Vec<Entry> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match kind {
        ActionKind::Submit => {
            let (id, secret) = (text(&response["id"]), text(&response["lookupSecret"]));
            vec![Entry::Submitted { dossier, id, secret }]
        }
        ActionKind::Accept => {
            let pays = planned.actions.iter().any(|action| action.kind == ActionKind::PayProcedureFee);
            let fee = pays.then(|| Entry::ProcedureFee { dossier, id: text(&response["procedureFee"]["id"]) });
            std::iter::once(Entry::Accepted { dossier, code: text(&response["code"]) }).chain(fee).collect()
        }
        ActionKind::RequireFee { .. } => vec![Entry::RequiredFee { dossier, id: text(&response["fee"]["id"]) }],
        ActionKind::Correct => vec![Entry::Corrected { dossier }],
        _ => Vec::new(),
    }
}
