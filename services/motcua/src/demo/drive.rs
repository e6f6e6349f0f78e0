//! One tick of the plan: every person does what the plan says, all at once, each with the own token.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use futures::stream::{iter, select};
use futures::{StreamExt, TryStreamExt};
use serde_json::Value;

use super::client::CallError;
use super::journal::{Journal, Line};
use super::plan::{Action, By, Plan, PlannedDossier, Verb};
use super::requests::{Known, Place, refusal, request};
use super::run::Run;
use crate::cli::Failure;

const AT_ONCE: usize = 64;

/// The driver of a plan.
pub struct Drive {
    run: Arc<Run>,
    plan: Arc<Plan>,
    procedures: HashMap<String, String>,
    known: HashMap<usize, Known>,
    by_id: HashMap<String, usize>,
}

/// Which queue a dossier is taken out of, and for which action.
type Takes = HashMap<usize, (Queue, usize)>;

/// The actions of a tick by what they wait for.
#[derive(Default)]
struct Sorted {
    looks: HashSet<(By, Queue)>,
    takes: Takes,
    ready: Vec<Step>,
}

/// An action that can be done, with what is known of its dossier.
struct Step {
    dossier: usize,
    action: usize,
    known: Known,
}

impl Drive {
    /// A driver that remembers what the journal says.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn new(run: Arc<Run>, plan: Arc<Plan>, journal: &[Line]) -> Result<Self, Failure> {
        let procedures = super::setup::procedure_ids(&run).await?;
        let (known, by_id) = (HashMap::new(), HashMap::new());
        let mut drive = Self { run, plan, procedures, known, by_id };
        for line in journal {
            drive.remember(line);
        }
        Ok(drive)
    }

    /// Dossiers handed in so far.
    pub fn known(&self) -> u64 {
        self.known.len() as u64
    }

    fn remember(&mut self, line: &Line) {
        match line {
            Line::Dossier { n, id, secret } => {
                self.by_id.insert(id.clone(), *n);
                self.known.insert(*n, Known { id: id.clone(), secret: secret.clone(), ..Known::default() });
            }
            Line::Code { n, code } => self.known.entry(*n).or_default().code.clone_from(code),
            Line::Task { n, id } => self.known.entry(*n).or_default().tasks.push(id.clone()),
            Line::Result { n, id } => self.known.entry(*n).or_default().results.push(id.clone()),
            Line::Opinion { n, id } => self.known.entry(*n).or_default().opinion = Some(id.clone()),
            Line::Charge { n, id } => self.known.entry(*n).or_default().charge = Some(id.clone()),
            Line::Fee { n, id } => self.known.entry(*n).or_default().fee = Some(id.clone()),
            Line::Corrected { n } => self.known.entry(*n).or_default().tasks.clear(),
            Line::Plan { .. } | Line::SetUp { .. } | Line::Tick { .. } | Line::Over { .. } => {}
        }
    }

    /// Plays the actions of one tick; answers what must be remembered. What is known is done at once; for what is not,
    /// the person looks into the queue, and remembers all of it.
    ///
    /// # Errors
    /// When a command is refused, something is in no queue, or the journal cannot be written.
    pub async fn tick(&mut self, actions: &[(usize, usize)], journal: &mut Journal) -> Result<Vec<Line>, Failure> {
        let Sorted { looks, mut takes, ready } = self.sort(actions);
        let (this, mut noted, mut seen) = (&*self, Vec::new(), HashSet::new());
        let pages = iter(looks).map(|(by, queue)| queue.read(&this.run, by)).buffer_unordered(AT_ONCE);
        let taken = pages.map(|page| -> Result<_, Failure> {
            let (queue, items) = page?;
            let (lines, ready) = this.take(queue, items, &mut takes, &mut seen);
            // Before anything is done with them: afterwards no queue would tell these ids again.
            journal.note(&lines)?;
            noted.extend(lines);
            Ok(iter(ready).map(Ok::<Step, Failure>))
        });
        let steps = select(iter(ready).map(Ok), taken.try_flatten());
        let answers: Vec<_> =
            steps.map(|step| async { this.act(step?).await }).buffer_unordered(AT_ONCE).collect().await;
        let mut lines = Vec::new();
        for answer in answers {
            lines.extend(answer?);
        }
        if let Some(n) = takes.keys().next() {
            return Err(
                format!("{} dossiers are in no queue, the first of them number {n} of the plan", takes.len()).into()
            );
        }
        noted.iter().chain(&lines).for_each(|line| self.remember(line));
        Ok(lines)
    }

    fn action(&self, dossier: usize, action: usize) -> (&PlannedDossier, &Action) {
        let planned = &self.plan.dossiers[dossier];
        (planned, &planned.actions[action])
    }

    /// Who looks into which queue, what is taken out of them, and what is ready without.
    fn sort(&self, actions: &[(usize, usize)]) -> Sorted {
        let mut sorted = Sorted::default();
        for (dossier, action) in actions {
            let (_, planned) = self.action(*dossier, *action);
            match Queue::of(&planned.verb) {
                Some(queue) if !self.knows(*dossier, *action, queue) => {
                    sorted.looks.insert((planned.by.clone(), queue));
                    sorted.takes.insert(*dossier, (queue, *action));
                }
                _ => {
                    let known = self.known.get(dossier).cloned().unwrap_or_default();
                    sorted.ready.push(Step { dossier: *dossier, action: *action, known });
                }
            }
        }
        sorted
    }

    /// Whether somebody has seen what an action takes out of a queue.
    fn knows(&self, dossier: usize, action: usize, queue: Queue) -> bool {
        let place = Place::before(&self.plan.dossiers[dossier], action);
        self.known.get(&dossier).is_some_and(|known| match queue {
            Queue::OpenTasks => known.tasks.len() > place.turn,
            Queue::Opinions => known.opinion.is_some(),
            Queue::Drafted => known.results.len() > place.edition,
        })
    }

    /// What a look into a queue taught, and what can be done now.
    fn take(
        &self,
        queue: Queue,
        items: Vec<(String, String)>,
        takes: &mut Takes,
        seen: &mut HashSet<String>,
    ) -> (Vec<Line>, Vec<Step>) {
        let (mut lines, mut ready) = (Vec::new(), Vec::new());
        for (id, dossier) in items {
            let Some(n) = self.by_id.get(&dossier).copied() else { continue };
            let mut known = self.known.get(&n).cloned().unwrap_or_default();
            // Two persons look into one queue; and much of it is known already.
            if known.has_seen(&id) || !seen.insert(id.clone()) {
                continue;
            }
            match queue {
                Queue::OpenTasks => known.tasks.push(id.clone()),
                Queue::Opinions => known.opinion = Some(id.clone()),
                Queue::Drafted => known.results.push(id.clone()),
            }
            lines.push(match queue {
                Queue::OpenTasks => Line::Task { n, id },
                Queue::Opinions => Line::Opinion { n, id },
                Queue::Drafted => Line::Result { n, id },
            });
            if let Some((_, action)) = takes.get(&n).copied().filter(|(wanted, _)| *wanted == queue) {
                takes.remove(&n);
                ready.push(Step { dossier: n, action, known });
            }
        }
        (lines, ready)
    }

    async fn act(&self, step: Step) -> Result<Vec<Line>, Failure> {
        let (planned, action) = self.action(step.dossier, step.action);
        let key = format!("demo-{}-{}-{}", self.plan.header.seed, step.dossier, step.action);
        let place = Place::before(planned, step.action);
        let (path, body) = request(planned, &action.verb, &step.known, place, &self.procedures);
        let answer = self.run.command(&action.by, &path, &key, &body).await?;
        if let Some(problem) = refusal(&answer) {
            return Err(format!("{path}: {problem}").into());
        }
        if answer["payUrl"].is_string() {
            self.pay(&action.by, &path, &key, &body, &answer).await?;
        }
        Ok(learnt(step.dossier, planned, &action.verb, &answer))
    }

    /// Pays on the page that a begun payment leads to. The page of an earlier start may be gone with its port: then the
    /// payment is begun once more, which is refused when the first one had arrived.
    async fn pay(&self, by: &By, path: &str, key: &str, body: &Value, begun: &Value) -> Result<(), Failure> {
        let page = |answer: &Value| answer["payUrl"].as_str().unwrap_or_default().to_owned();
        match self.run.client.pay(&page(begun)).await {
            Err(error) if error.is_unreachable() => {}
            answer => return Ok(answer?),
        }
        match self.run.command(by, path, &format!("{key}-again"), body).await {
            Err(error) if error.is_overtaken() => Ok(()),
            answer => Ok(self.run.client.pay(&page(&answer?)).await?),
        }
    }
}

/// What an answer taught.
fn learnt(n: usize, planned: &PlannedDossier, verb: &Verb, answer: &Value) -> Vec<Line> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match verb {
        Verb::Submit => vec![Line::Dossier { n, id: text(&answer["id"]), secret: text(&answer["lookupSecret"]) }],
        Verb::Accept => {
            let pays = planned.actions.iter().any(|action| action.verb == Verb::PayCharge);
            let charge = pays.then(|| Line::Charge { n, id: text(&answer["procedureFee"]["id"]) });
            std::iter::once(Line::Code { n, code: text(&answer["code"]) }).chain(charge).collect()
        }
        Verb::RequireFee { .. } => vec![Line::Fee { n, id: text(&answer["fee"]["id"]) }],
        Verb::Correct => vec![Line::Corrected { n }],
        _ => Vec::new(),
    }
}

/// A queue that somebody looks into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Queue {
    OpenTasks,
    Opinions,
    Drafted,
}

impl Queue {
    /// The queue that a verb takes something out of.
    fn of(verb: &Verb) -> Option<Self> {
        match verb {
            Verb::Claim { .. } | Verb::Approve { .. } => Some(Self::OpenTasks),
            Verb::TakeOpinion => Some(Self::Opinions),
            Verb::Issue => Some(Self::Drafted),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::OpenTasks | Self::Opinions => "/v1/tasks?state=open&limit=200",
            Self::Drafted => "/v1/results?state=drafted&limit=200",
        }
    }

    /// Whether an item is what this queue is looked into for.
    fn holds(self, item: &Value) -> bool {
        let is_opinion = item["kind"] == "opinion";
        match self {
            Self::OpenTasks => !is_opinion,
            Self::Opinions => is_opinion,
            Self::Drafted => true,
        }
    }

    /// Reads the queue of a person to its end: ids with their dossiers.
    async fn read(self, run: &Run, by: By) -> Result<(Self, Vec<(String, String)>), CallError> {
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let more = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = run.read(&by, &format!("{}{more}", self.path())).await?;
            for item in page["items"].as_array().into_iter().flatten().filter(|item| self.holds(item)) {
                if let (Some(id), Some(dossier)) = (item["id"].as_str(), item["dossierId"].as_str()) {
                    items.push((id.to_owned(), dossier.to_owned()));
                }
            }
            cursor = page["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return Ok((self, items));
            }
        }
    }
}
