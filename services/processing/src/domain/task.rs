//! A task: the work of an opened step, or an opinion that the step asks for.

use chrono::{DateTime, NaiveTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_office::Role;
use motcua_worktime::utc;

use super::lifecycle::{Command, Event, Extension, Fee, Question, Refusal, RuleContext, Stage, Supplement, decide};
use super::step::{Kind, Opinion, Step};

/// When the offices of the province close; an opinion is due by then.
const CLOSING: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("a time of day");

/// The work of one opened step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id, derived from dossier and step where it is one.
    pub id: TaskId,
    /// The step.
    pub step: Step,
    /// Its stage.
    pub stage: Stage,
    /// The papers that were asked for while working on it.
    pub supplement: Option<Supplement>,
    /// The payment that was required last while working on it.
    pub fee: Option<Fee>,
    /// The later date that was promised while it was open.
    pub extension: Option<Extension>,
    /// What is asked and answered, where it is an opinion.
    pub opinion: Option<Opinion>,
    /// Whether the applicant requests the withdrawal of the dossier.
    pub withdrawing: bool,
    /// When the step was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was done or closed.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Task {
    /// The task of a step that is about to be opened.
    pub fn new(id: TaskId, step: Step, at: DateTime<Utc>) -> Self {
        let withdrawing = step.withdrawing;
        Self {
            id,
            step,
            stage: Stage::Absent,
            supplement: None,
            fee: None,
            extension: None,
            opinion: None,
            withdrawing,
            opened_at: at,
            ended_at: None,
        }
    }

    /// The task of an opinion that `asking` is about to ask for. It belongs to the agency of the dossier, so that
    /// the leader of that agency reads it.
    pub fn of_opinion(asking: &Self, question: &Question, at: DateTime<Utc>) -> Self {
        let step = Step {
            kind: Kind::Opinion,
            name: "Cho ý kiến phối hợp".to_owned(),
            unit: question.unit.clone(),
            role: Role::DeptOfficer,
            due_at: utc(question.due_on.and_time(CLOSING)),
            withdrawing: false,
            ..asking.step.clone()
        };
        let Question { task, text, due_on, .. } = question.clone();
        let opinion = Opinion { asked_in: asking.id, question: text, due_on, answer: None };
        Self { opinion: Some(opinion), ..Self::new(task, step, at) }
    }

    /// Whether it is an opinion that this task asked for.
    pub fn is_asked_in(&self, asking: TaskId) -> bool {
        self.opinion.as_ref().is_some_and(|opinion| opinion.asked_in == asking)
    }

    /// Decides at business time `at`; `None` when nothing changes.
    ///
    /// # Errors
    /// When the stage or the context does not allow the command.
    pub fn decide(
        &self,
        context: &RuleContext,
        command: &Command,
        at: DateTime<Utc>,
    ) -> Result<Option<Event>, Refusal> {
        decide(&self.stage, context, command, at)
    }

    /// Applies an event of the business time `at`.
    pub fn apply(&mut self, event: &Event, at: DateTime<Utc>) {
        self.stage = match event {
            Event::Opened => Stage::Open,
            Event::Claimed { by } => Stage::Claimed { by: *by },
            Event::Completed { by, note } => Stage::Done { by: *by, granted: None, note: note.clone() },
            Event::Decided { by, decision } => {
                Stage::Done { by: *by, granted: Some(decision.granted()), note: decision.note().cloned() }
            }
            Event::Closed | Event::OpenedTooLate | Event::Stopped { .. } => Stage::Closed,
            Event::Paused { by, papers } => Stage::Paused { by: *by, papers: *papers },
            Event::OpinionRequested { stage, .. } => stage.clone(),
            Event::OpinionGiven { by, answer } => {
                if let Some(opinion) = &mut self.opinion {
                    opinion.answer = Some(answer.clone());
                }
                Stage::Done { by: *by, granted: None, note: None }
            }
            Event::SupplementRequested { by, supplement } => {
                self.supplement = Some(supplement.clone());
                Stage::Paused { by: Some(*by), papers: true }
            }
            Event::FeeRequired { by, fee } => {
                self.fee = Some(fee.clone());
                Stage::Paused { by: Some(*by), papers: false }
            }
            Event::Extended { extension, stage, .. } => {
                self.extension = Some(extension.clone());
                stage.clone()
            }
            // The competent agency stays: what it left is led by its successor.
            Event::Moved { to, stage, .. } => {
                to.clone_into(&mut self.step.unit);
                stage.clone()
            }
            Event::WithdrawalRequested { stage } => {
                self.withdrawing = true;
                stage.clone()
            }
            Event::WithdrawalDeclined { stage, .. } | Event::WithdrawalEnded { stage } => {
                self.withdrawing = false;
                stage.clone()
            }
            Event::Resumed { by, dossier_due_at } => {
                self.step.dossier_due_at = *dossier_due_at;
                by.map_or(Stage::Open, |by| Stage::Claimed { by })
            }
        };
        self.ended_at = self.stage.has_ended().then_some(at);
    }
}
