//! One tick of the plan: every person does what the plan says, all at once, each with the own token.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::iter;
use serde_json::{Value, json};

use super::client::CallError;
use super::journal::Line;
use super::plan::{Action, By, Channel, Plan, PlannedDossier, Verb};
use super::run::Run;
use super::seed::citizen;
use crate::cli::Failure;

const AT_ONCE: usize = 64;

/// What the driver knows of a dossier, because it was told.
#[derive(Debug, Clone, Default)]
struct Known {
    id: String,
    secret: String,
    code: String,
    task: Option<String>,
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

/// What an answer taught.
enum Learnt {
    Nothing,
    Dossier { id: String, secret: String },
    Code(String),
    Task(String),
    Result(String),
}

impl Drive {
    /// A driver that remembers what the journal says.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn new(run: Arc<Run>, plan: Arc<Plan>, journal: &[Line]) -> Result<Self, Failure> {
        let procedures = super::setup::procedure_ids(&run).await?;
        let mut drive = Self { run, plan, procedures, known: HashMap::new(), by_id: HashMap::new() };
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
            Line::Plan { .. } | Line::SetUp | Line::Tick { .. } => {}
        }
    }

    /// Plays the actions of one tick; answers what must be remembered.
    ///
    /// # Errors
    /// When a command is refused.
    pub async fn tick(&mut self, actions: &[(usize, usize)]) -> Result<Vec<Line>, Failure> {
        self.read_queues(actions).await?;
        let this = &*self;
        let answers: Vec<_> = iter(actions)
            .map(|(dossier, action)| async move { (*dossier, this.act(*dossier, *action).await) })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let mut lines = Vec::new();
        for (n, answer) in answers {
            match answer? {
                Learnt::Nothing => {}
                Learnt::Dossier { id, secret } => lines.push(Line::Dossier { n, id, secret }),
                Learnt::Code(code) => lines.push(Line::Code { n, code }),
                Learnt::Task(task) => self.known.entry(n).or_default().task = Some(task),
                Learnt::Result(result) => self.known.entry(n).or_default().result = Some(result),
            }
        }
        lines.iter().for_each(|line| self.remember(line));
        Ok(lines)
    }

    fn action(&self, dossier: usize, action: usize) -> (&PlannedDossier, &Action) {
        let planned = &self.plan.dossiers[dossier];
        (planned, &planned.actions[action])
    }

    /// Looks into the queues of those who will take something out of them.
    async fn read_queues(&mut self, actions: &[(usize, usize)]) -> Result<(), Failure> {
        let mut wanted: HashSet<(By, Queue)> = HashSet::new();
        for (dossier, action) in actions {
            let (_, action) = self.action(*dossier, *action);
            let known = self.known.get(dossier);
            if let Some(queue) = Queue::of(&action.verb, known) {
                wanted.insert((action.by.clone(), queue));
            }
        }
        let run = &self.run;
        let pages: Vec<_> =
            iter(wanted).map(|(by, queue)| queue.read(run, by)).buffer_unordered(AT_ONCE).collect().await;
        for page in pages {
            let (queue, items) = page?;
            for (id, dossier) in items {
                let Some(known) = self.by_id.get(&dossier).and_then(|n| self.known.get_mut(n)) else { continue };
                match queue {
                    Queue::OpenTasks | Queue::ClaimedTasks => known.task = Some(id),
                    Queue::Drafted | Queue::Ready => known.result = Some(id),
                }
            }
        }
        Ok(())
    }

    async fn act(&self, dossier: usize, action: usize) -> Result<Learnt, CallError> {
        let (planned, planned_action) = self.action(dossier, action);
        let token = self.run.wallet.token(&planned_action.by).await?;
        let known = self.known.get(&dossier).cloned().unwrap_or_default();
        let (path, body) = self.request(planned, &planned_action.verb, &known);
        let key = format!("demo-{}-{dossier}-{action}", self.plan.header.seed);
        let answer = self.run.command(&token, &path, &key, &body).await?;
        Ok(learnt(&planned_action.verb, &answer))
    }

    fn request(&self, planned: &PlannedDossier, verb: &Verb, known: &Known) -> (String, Value) {
        let (id, task) = (&known.id, known.task.as_deref().unwrap_or_default());
        let result = known.result.as_deref().unwrap_or_default();
        match verb {
            Verb::Submit => ("/v1/dossiers".to_owned(), self.submission(planned)),
            Verb::Accept => (format!("/v1/dossiers/{id}/acceptance"), json!({})),
            Verb::Refuse { reason } => (format!("/v1/dossiers/{id}/refusal"), json!({ "reason": reason })),
            Verb::Claim { .. } => (format!("/v1/tasks/{task}/claim"), json!({})),
            Verb::Complete { .. } => (format!("/v1/tasks/{task}/completion"), json!({})),
            Verb::RequestSupplement { .. } => (
                format!("/v1/tasks/{task}/supplement-request"),
                json!({ "reason": "Thiếu giấy tờ theo thành phần hồ sơ", "papers": ["Bản sao có chứng thực"], "deadline": "2023-01-31" }),
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

fn learnt(verb: &Verb, answer: &Value) -> Learnt {
    let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    match verb {
        Verb::Submit => Learnt::Dossier { id: text("id"), secret: text("lookupSecret") },
        Verb::Accept => Learnt::Code(text("code")),
        Verb::Claim { .. } => Learnt::Task(text("id")),
        Verb::Issue => Learnt::Result(text("id")),
        _ => Learnt::Nothing,
    }
}

/// A queue that somebody looks into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Queue {
    OpenTasks,
    ClaimedTasks,
    Drafted,
    Ready,
}

impl Queue {
    /// The queue to look into before a verb, when the driver does not know the id yet.
    fn of(verb: &Verb, known: Option<&Known>) -> Option<Self> {
        match verb {
            Verb::Claim { .. } | Verb::Approve { .. } => Some(Self::OpenTasks),
            Verb::Complete { .. } | Verb::RequestSupplement { .. }
                if known.is_none_or(|known| known.task.is_none()) =>
            {
                Some(Self::ClaimedTasks)
            }
            Verb::Issue => Some(Self::Drafted),
            Verb::Return if known.is_none_or(|known| known.result.is_none()) => Some(Self::Ready),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::OpenTasks => "/v1/tasks?state=open&limit=200",
            Self::ClaimedTasks => "/v1/tasks?state=claimed&limit=200",
            Self::Drafted => "/v1/results?state=drafted&limit=200",
            Self::Ready => "/v1/results?state=ready&limit=200",
        }
    }

    /// Reads the queue of a person to its end: ids with their dossiers.
    async fn read(self, run: &Run, by: By) -> Result<(Self, Vec<(String, String)>), CallError> {
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let token = run.wallet.token(&by).await?;
            let more = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = run.client.get(Some(&token), &format!("{}{more}", self.path())).await?;
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
