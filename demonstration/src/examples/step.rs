//! The steps that take an example to its queue, each with its actor and its commands.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::example::{Example, Target};
use crate::call_error::CallError;
use crate::plan::Actor;
use crate::queue::Queue;
use crate::session::Session;

/// The applicant has most of the year to hand in the papers.
const DAYS_FOR_PAPERS: Days = Days::new(300);

/// A step of a dossier's life after its submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Accept the dossier.
    Accept,
    /// Claim the task, then ask for papers or complete it.
    Work,
    /// Approve the result.
    Decide,
    /// Issue the result.
    Issue,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Work, Self::Decide, Self::Issue];

    /// Whether an example on its way to `target` takes this step.
    pub fn leads_to(self, target: Target) -> bool {
        match self {
            Self::Accept => target > Target::Acceptance,
            Self::Work => target > Target::Work,
            Self::Decide => target > Target::Decision,
            Self::Issue => target > Target::Issue,
        }
    }

    /// The items that the step is about, by their dossier; empty when it is about the dossier itself.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn items(self, session: &Session) -> Result<HashMap<String, String>, CallError> {
        let queue = match self {
            Self::Accept => return Ok(HashMap::new()),
            Self::Work | Self::Decide => Queue::OpenTasks,
            Self::Issue => Queue::DraftResults,
        };
        let (_, items) = queue.read(session, self.actor()).await?;
        Ok(items.into_iter().map(|item| (item.dossier_id, item.id)).collect())
    }

    /// Sends the commands of the step; false when a visitor was faster, whose work stays as it is.
    ///
    /// # Errors
    /// When the server stays unreachable, or refuses for another reason.
    pub async fn take(
        self,
        session: &Session,
        example: &Example,
        items: &HashMap<String, String>,
        today: NaiveDate,
    ) -> Result<bool, CallError> {
        let (list, item) = match self {
            Self::Accept => ("dossiers", Some(&example.dossier)),
            Self::Work | Self::Decide => ("tasks", items.get(&example.dossier)),
            Self::Issue => ("results", items.get(&example.dossier)),
        };
        let Some(item) = item else { return Ok(false) };
        for (operation, body) in self.commands(example.target, today) {
            let key = format!("example-{}-{operation}", example.number);
            match session.command(&self.actor(), &format!("/v1/{list}/{item}/{operation}"), &key, &body).await {
                Err(error) if error.is_obsolete() => return Ok(false),
                response => drop(response?),
            }
        }
        Ok(true)
    }

    fn actor(self) -> Actor {
        let username = match self {
            Self::Accept => "thuchanh.tiepnhan1",
            Self::Work => "thuchanh.chuyenvien1",
            Self::Decide => "thuchanh.lanhdao",
            Self::Issue => "thuchanh.vanthu",
        };
        Actor::Staff(username.to_owned())
    }

    fn commands(self, target: Target, today: NaiveDate) -> Vec<(&'static str, Value)> {
        match self {
            Self::Accept => vec![("acceptance", json!({}))],
            Self::Work if target == Target::Supplement => {
                vec![("claim", json!({})), ("supplement-request", missing_papers(today))]
            }
            Self::Work => vec![("claim", json!({})), ("completion", json!({}))],
            Self::Decide => vec![("approval", json!({ "granted": true }))],
            Self::Issue => vec![("issue", json!({}))],
        }
    }
}

fn missing_papers(today: NaiveDate) -> Value {
    json!({
        "reason": "Bản sao giấy tờ chưa rõ, đề nghị nộp lại",
        "papers": ["Bản sao giấy tờ chứng minh nhân thân"],
        "deadline": today.checked_add_days(DAYS_FOR_PAPERS).unwrap_or(today),
    })
}
