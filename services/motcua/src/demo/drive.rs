//! One tick of the plan: every person does what the plan says, all at once, each with the own token.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use futures::StreamExt;
use futures::stream::iter;
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
    /// Dossiers whose task or result of the present tick is known. A tick that is repeated keeps to them: its own
    /// first try has already moved the queues on.
    noted: HashSet<usize>,
}

/// What an answer taught.
enum Learnt {
    Nothing,
    Dossier { id: String, secret: String },
    Code(String),
}

impl Drive {
    /// A driver that remembers what the journal says.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub async fn new(run: Arc<Run>, plan: Arc<Plan>, journal: &[Line]) -> Result<Self, Failure> {
        let procedures = super::setup::procedure_ids(&run).await?;
        let (known, by_id, noted) = (HashMap::new(), HashMap::new(), HashSet::new());
        let mut drive = Self { run, plan, procedures, known, by_id, noted };
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
            Line::Task { n, id } => {
                self.known.entry(*n).or_default().task = Some(id.clone());
                self.noted.insert(*n);
            }
            Line::Result { n, id } => {
                self.known.entry(*n).or_default().result = Some(id.clone());
                self.noted.insert(*n);
            }
            Line::Tick { .. } => self.noted.clear(),
            Line::Plan { .. } | Line::SetUp { .. } | Line::Over { .. } => {}
        }
    }

    /// Plays the actions of one tick; answers what must be remembered.
    ///
    /// # Errors
    /// When a command is refused, or the journal cannot be written.
    pub async fn tick(&mut self, actions: &[(usize, usize)], journal: &mut Journal) -> Result<Vec<Line>, Failure> {
        let found = self.read_queues(actions).await?;
        // Before anything is done with them: afterwards no queue would tell these ids again.
        journal.note(&found)?;
        found.iter().for_each(|line| self.remember(line));
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
            }
        }
        self.noted.clear();
        lines.iter().for_each(|line| self.remember(line));
        Ok(lines)
    }

    fn action(&self, dossier: usize, action: usize) -> (&PlannedDossier, &Action) {
        let planned = &self.plan.dossiers[dossier];
        (planned, &planned.actions[action])
    }

    /// Looks into the queues of those who will take something out of them; answers what they will take.
    async fn read_queues(&self, actions: &[(usize, usize)]) -> Result<Vec<Line>, Failure> {
        let (mut wanted, mut takes) = (HashSet::new(), HashMap::new());
        for (dossier, action) in actions {
            let (_, action) = self.action(*dossier, *action);
            if let Some(queue) = Queue::of(&action.verb)
                && !self.noted.contains(dossier)
            {
                wanted.insert((action.by.clone(), queue));
                takes.insert(*dossier, queue);
            }
        }
        let run = &self.run;
        let pages: Vec<_> =
            iter(wanted).map(|(by, queue)| queue.read(run, by)).buffer_unordered(AT_ONCE).collect().await;
        let mut found = Vec::new();
        for page in pages {
            let (queue, items) = page?;
            for (id, dossier) in items {
                let Some(n) = self.by_id.get(&dossier).copied() else { continue };
                // Two readers of one queue see the same entry; the first is enough.
                if takes.get(&n) == Some(&queue) {
                    takes.remove(&n);
                    found.push(match queue {
                        Queue::OpenTasks => Line::Task { n, id },
                        Queue::Drafted => Line::Result { n, id },
                    });
                }
            }
        }
        Ok(found)
    }

    async fn act(&self, dossier: usize, action: usize) -> Result<Learnt, CallError> {
        let (planned, planned_action) = self.action(dossier, action);
        let known = self.known.get(&dossier).cloned().unwrap_or_default();
        let (path, body) = self.request(planned, planned_action, &known);
        let key = format!("demo-{}-{dossier}-{action}", self.plan.header.seed);
        let answer = self.run.command(&planned_action.by, &path, &key, &body).await?;
        Ok(learnt(&planned_action.verb, &answer))
    }

    fn request(&self, planned: &PlannedDossier, action: &Action, known: &Known) -> (String, Value) {
        let (id, task) = (&known.id, known.task.as_deref().unwrap_or_default());
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

fn learnt(verb: &Verb, answer: &Value) -> Learnt {
    let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    match verb {
        Verb::Submit => Learnt::Dossier { id: text("id"), secret: text("lookupSecret") },
        Verb::Accept => Learnt::Code(text("code")),
        _ => Learnt::Nothing,
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
