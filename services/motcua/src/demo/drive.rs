//! One tick of the plan: every person does what the plan says, all at once, each with the own token.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use futures::stream::{iter, select};
use futures::{StreamExt, TryStreamExt};
use serde_json::{Value, json};

use super::client::CallError;
use super::journal::{Journal, Line};
use super::plan::{Action, By, Channel, Plan, PlannedDossier, Verb};
use super::run::Run;
use super::seed::citizen;
use crate::cli::Failure;

const AT_ONCE: usize = 64;
/// How long the officers of the demonstration wait for missing papers.
const SUPPLEMENT_DAYS: Days = Days::new(90);

/// What the driver knows of a dossier, because it was told.
#[derive(Debug, Clone, Default)]
struct Known {
    id: String,
    secret: String,
    code: String,
    /// Its tasks in the order of its steps, as far as somebody saw them in a queue.
    tasks: Vec<String>,
    result: Option<String>,
}

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
            Line::Result { n, id } => self.known.entry(*n).or_default().result = Some(id.clone()),
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
        let known = self.known.get(&dossier);
        known.is_some_and(|known| match queue {
            Queue::OpenTasks => known.tasks.len() > self.turn(dossier, action),
            Queue::Drafted => known.result.is_some(),
        })
    }

    /// Which of its dossier's tasks an action is about: those before it were done by earlier actions.
    fn turn(&self, dossier: usize, action: usize) -> usize {
        let before = self.plan.dossiers[dossier].actions.iter().take(action);
        before.filter(|action| matches!(action.verb, Verb::Complete { .. } | Verb::Approve { .. })).count()
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
            if known.tasks.contains(&id) || known.result.as_ref() == Some(&id) || !seen.insert(id.clone()) {
                continue;
            }
            match queue {
                Queue::OpenTasks => known.tasks.push(id.clone()),
                Queue::Drafted => known.result = Some(id.clone()),
            }
            lines.push(match queue {
                Queue::OpenTasks => Line::Task { n, id },
                Queue::Drafted => Line::Result { n, id },
            });
            if let Some((_, action)) = takes.get(&n).copied().filter(|(wanted, _)| *wanted == queue) {
                takes.remove(&n);
                ready.push(Step { dossier: n, action, known });
            }
        }
        (lines, ready)
    }

    async fn act(&self, step: Step) -> Result<Option<Line>, Failure> {
        let (planned, action) = self.action(step.dossier, step.action);
        let (path, body) = self.request(planned, action, &step);
        let key = format!("demo-{}-{}-{}", self.plan.header.seed, step.dossier, step.action);
        let answer = self.run.command(&action.by, &path, &key, &body).await?;
        Ok(learnt(step.dossier, &action.verb, &answer))
    }

    fn request(&self, planned: &PlannedDossier, action: &Action, step: &Step) -> (String, Value) {
        let (known, turn) = (&step.known, self.turn(step.dossier, step.action));
        let (id, task) = (&known.id, known.tasks.get(turn).map(String::as_str).unwrap_or_default());
        let result = known.result.as_deref().unwrap_or_default();
        match &action.verb {
            Verb::Submit => ("/v1/dossiers".to_owned(), self.submission(planned)),
            Verb::Accept => (format!("/v1/dossiers/{id}/acceptance"), json!({})),
            Verb::Refuse { reason } => (format!("/v1/dossiers/{id}/refusal"), json!({ "reason": reason })),
            Verb::Claim { .. } => (format!("/v1/tasks/{task}/claim"), json!({})),
            Verb::Complete { .. } => (format!("/v1/tasks/{task}/completion"), json!({})),
            Verb::RequestSupplement { .. } => (
                format!("/v1/tasks/{task}/supplement-request"),
                json!({
                    "reason": "Thiếu giấy tờ theo thành phần hồ sơ",
                    "papers": ["Bản sao có chứng thực"],
                    "deadline": supplement_deadline(action.at.date()),
                }),
            ),
            Verb::Supplement => (
                format!("/v1/dossiers/{id}/supplements"),
                json!({ "papers": [{ "code": "BS", "originals": 0, "copies": 1 }] }),
            ),
            Verb::Approve { granted: true } => (format!("/v1/tasks/{task}/approval"), json!({ "granted": true })),
            Verb::Approve { granted: false } => (
                format!("/v1/tasks/{task}/approval"),
                json!({ "granted": false, "reason": "Không đủ điều kiện theo quy định" }),
            ),
            Verb::Issue => (format!("/v1/results/{result}/issue"), json!({})),
            Verb::Return => (format!("/v1/results/{result}/return"), self.hand_over(planned)),
            Verb::Rate { score } => {
                ("/v1/ratings".to_owned(), json!({ "code": known.code, "lookupSecret": known.secret, "score": score }))
            }
        }
    }

    fn submission(&self, planned: &PlannedDossier) -> Value {
        let applicant = citizen(planned.citizen);
        json!({
            "procedureId": self.procedures.get(&planned.procedure),
            "caseCode": planned.case,
            "channel": planned.channel,
            "applicant": applicant,
            "papers": [{ "code": "P1", "originals": 1, "copies": 0 }],
        })
    }

    fn hand_over(&self, planned: &PlannedDossier) -> Value {
        let way = match planned.channel {
            Channel::Online => "online",
            Channel::Counter => "counter",
            Channel::Post => "post",
        };
        json!({ "way": way, "collectedBy": { "name": citizen(planned.citizen).name } })
    }
}

fn supplement_deadline(asked: NaiveDate) -> NaiveDate {
    asked.checked_add_days(SUPPLEMENT_DAYS).unwrap_or(NaiveDate::MAX)
}

/// What an answer taught.
fn learnt(n: usize, verb: &Verb, answer: &Value) -> Option<Line> {
    let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    match verb {
        Verb::Submit => Some(Line::Dossier { n, id: text("id"), secret: text("lookupSecret") }),
        Verb::Accept => Some(Line::Code { n, code: text("code") }),
        _ => None,
    }
}

/// A queue that somebody looks into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Queue {
    OpenTasks,
    Drafted,
}

impl Queue {
    /// The queue that a verb takes something out of.
    fn of(verb: &Verb) -> Option<Self> {
        match verb {
            Verb::Claim { .. } | Verb::Approve { .. } => Some(Self::OpenTasks),
            Verb::Issue => Some(Self::Drafted),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::OpenTasks => "/v1/tasks?state=open&limit=200",
            Self::Drafted => "/v1/results?state=drafted&limit=200",
        }
    }

    /// Reads the queue of a person to its end: ids with their dossiers.
    async fn read(self, run: &Run, by: By) -> Result<(Self, Vec<(String, String)>), CallError> {
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let more = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = run.read(&by, &format!("{}{more}", self.path())).await?;
            for item in page["items"].as_array().into_iter().flatten() {
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
