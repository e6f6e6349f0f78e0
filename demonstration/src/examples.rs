//! The example dossiers of the practice agency: some wait in every queue, so that a visitor of any role finds work. They
//! go through the public API at the business time of the run, and never move it.

mod example;
mod step;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use crate::failure::Failure;
use crate::journal::{Entry, Journal};
use crate::plan::Actor;
use crate::seed::{PRACTICE_CITIZEN, citizen, practice};
use crate::session::Session;
use crate::setup::procedure_ids;
use example::{Example, Target, WANTED};
use step::Step;

/// The example dossiers, those of earlier starts included.
pub struct Examples {
    session: Arc<Session>,
    /// Ids of the procedures of the practice agency.
    procedures: Vec<String>,
    submitted: HashSet<String>,
    issued: HashSet<String>,
    /// Year and month in which the queues were last filled.
    filled: Option<(i32, u32)>,
}

impl Examples {
    /// The examples that the journal holds.
    ///
    /// # Errors
    /// When the procedures cannot be read.
    pub async fn new(session: Arc<Session>, journal: &[Entry]) -> Result<Self, Failure> {
        let ids = procedure_ids(&session).await?;
        let procedures = practice().procedures.iter().filter_map(|one| ids.get(&one.code).cloned()).collect();
        let (submitted, issued) = (HashSet::new(), HashSet::new());
        let mut examples = Self { session, procedures, submitted, issued, filled: None };
        journal.iter().for_each(|entry| examples.apply(entry));
        Ok(examples)
    }

    /// Whether the demonstration submitted this dossier as an example.
    pub fn contains(&self, dossier: &str) -> bool {
        self.submitted.contains(dossier)
    }

    /// Number of examples whose result the demonstration issued.
    pub fn issued(&self) -> u64 {
        self.issued.len() as u64
    }

    /// Fills the queues, once in each month: what visitors have used up is replaced.
    ///
    /// # Errors
    /// When a command fails, pending events make no progress, or the journal cannot be written.
    pub async fn fill_monthly(&mut self, today: NaiveDate, journal: &mut Journal) -> Result<(), Failure> {
        let month = (today.year(), today.month());
        if self.filled == Some(month) {
            return Ok(());
        }
        self.filled = Some(month);
        let mut examples = self.submit_missing(journal).await?;
        for step in Step::ALL {
            examples.retain(|example| step.leads_to(example.target));
            examples = self.take(step, examples, today).await?;
        }
        // Those that are left took the last step.
        let issued = examples.into_iter().map(|example| Entry::ExampleIssued { id: example.dossier });
        self.record(&issued.collect::<Vec<_>>(), journal)?;
        self.session.processes.wait_until_idle().await?;
        Ok(())
    }

    async fn submit_missing(&mut self, journal: &mut Journal) -> Result<Vec<Example>, Failure> {
        let mut examples = Vec::new();
        for target in Target::ALL {
            for _ in target.count(&self.session).await?..WANTED {
                let number = self.submitted.len() + examples.len();
                examples.push(Example { number, target, dossier: self.submit(number).await? });
            }
        }
        let submitted = examples.iter().map(|example| Entry::ExampleSubmitted { id: example.dossier.clone() });
        self.record(&submitted.collect::<Vec<_>>(), journal)?;
        Ok(examples)
    }

    async fn submit(&self, number: usize) -> Result<String, Failure> {
        let body = json!({
            "procedureId": self.procedures.iter().cycle().nth(number),
            "caseCode": "1",
            "channel": "online",
            "applicant": citizen(PRACTICE_CITIZEN),
            "papers": [
                { "code": "GT1", "originals": 1, "copies": 0, "digitisation": "digitised" },
                { "code": "GT2", "originals": 0, "copies": 1, "digitisation": "digitised" },
            ],
        });
        let applicant = Actor::Citizen(PRACTICE_CITIZEN);
        let response = self.session.command(&applicant, "/v1/dossiers", &format!("example-{number}"), &body).await?;
        Ok(response["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Takes a step with each example and returns those that took it.
    async fn take(&self, step: Step, examples: Vec<Example>, today: NaiveDate) -> Result<Vec<Example>, Failure> {
        if examples.is_empty() {
            return Ok(examples);
        }
        self.session.processes.wait_until_idle().await?;
        let items = step.items(&self.session).await?;
        let mut taken = Vec::new();
        for example in examples {
            if step.take(&self.session, &example, &items, today).await? {
                taken.push(example);
            }
        }
        Ok(taken)
    }

    fn record(&mut self, entries: &[Entry], journal: &mut Journal) -> Result<(), Failure> {
        journal.append_durably(entries)?;
        entries.iter().for_each(|entry| self.apply(entry));
        Ok(())
    }

    fn apply(&mut self, entry: &Entry) {
        if let Entry::ExampleSubmitted { id } = entry {
            self.submitted.insert(id.clone());
        } else if let Entry::ExampleIssued { id } = entry {
            self.issued.insert(id.clone());
        }
    }
}
