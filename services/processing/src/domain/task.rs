//! A task: the work of an opened step, or an opinion that the step asks for.

use chrono::{DateTime, NaiveTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_kit::auth::Role;
use motcua_worktime::utc;

use super::{Event, Extension, Fee, Kind, Opinion, Question, Stage, Step, Supplement, evolve};

/// When the offices of the province close; an opinion is due by then.
const CLOSING: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("a time of day");

/// The work of one opened step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id, derived from dossier and step where it is one.
    pub id: TaskId,
    /// The step.
    pub step: Step,
    /// Where it stands.
    pub stage: Stage,
    /// The papers that were asked for while working on it.
    pub supplement: Option<Supplement>,
    /// The payment that was demanded last while working on it.
    pub fee: Option<Fee>,
    /// The later date that was promised while it was open.
    pub extension: Option<Extension>,
    /// What is asked and answered, where it is an opinion.
    pub opinion: Option<Opinion>,
    /// Whether the applicant wants the dossier back.
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

    /// The task of an opinion that `asking` is about to ask for. It stays with the agency of the dossier: what the
    /// agency's leader reads does not depend on who was asked.
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

    /// The task after an event of the business time `at`.
    #[must_use]
    pub fn after(mut self, event: &Event, at: DateTime<Utc>) -> Self {
        self.stage = evolve(event);
        self.ended_at = self.stage.has_ended().then_some(at);
        match event {
            Event::SupplementAsked { supplement, .. } => self.supplement = Some(supplement.clone()),
            Event::FeeRequired { fee, .. } => self.fee = Some(fee.clone()),
            Event::Extended { extension, .. } => self.extension = Some(extension.clone()),
            Event::OpinionGiven { answer, .. } => {
                self.opinion = self.opinion.map(|opinion| Opinion { answer: Some(answer.clone()), ..opinion });
            }
            // The agency that was competent stays: what it left is led by its successor.
            Event::Moved { to, .. } => to.clone_into(&mut self.step.unit),
            Event::WithdrawalNoted { .. } => self.withdrawing = true,
            Event::WithdrawalDeclined { .. } | Event::WithdrawalEnded { .. } => self.withdrawing = false,
            Event::Resumed { dossier_due_at, .. } => self.step.dossier_due_at = *dossier_due_at,
            _ => {}
        }
        self
    }
}
