//! The step of a dossier's journey that a task carries out, as routing opened it.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, TaskId};
use motcua_contracts::routing::StepOpened;
use motcua_contracts::{AgencyCode, UnitCode, time};
use motcua_office::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Thẩm định, dự thảo: an officer claims and completes it.
    Work,
    /// Ký duyệt: the competent leader decides.
    Approve,
    /// Cho ý kiến: an officer of another unit answers a question of the step; the clock runs on.
    Opinion,
}

impl Kind {
    /// The name in messages and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Approve => "approve",
            Self::Opinion => "opinion",
        }
    }
}

/// The question of an opinion and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opinion {
    /// The task that asks.
    pub asked_in: TaskId,
    /// What it asks.
    pub question: String,
    /// The day by whose end it should be given, local.
    pub due_on: NaiveDate,
    /// The answer, once it is given.
    pub answer: Option<String>,
}

/// An opened step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The dossier.
    pub dossier: DossierId,
    /// Its legal code.
    pub code: String,
    /// The procedure it follows.
    pub procedure: ProcedureId,
    /// Code of the competent agency.
    pub agency: AgencyCode,
    /// Number of the step.
    pub number: u32,
    /// What it asks for.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Code of the unit whose queue holds it.
    pub unit: UnitCode,
    /// Role that carries it out.
    pub role: Role,
    /// When it should be done.
    pub due_at: DateTime<Utc>,
    /// When the whole dossier is due.
    pub dossier_due_at: DateTime<Utc>,
    /// Whether the applicant requested the withdrawal before the step was opened.
    pub withdrawing: bool,
}

/// Why the event of an opened step cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepError {
    /// It has a value that this release does not know.
    Unknown(String),
    /// A part that every release sends.
    Missing(&'static str),
}

impl Step {
    /// The step that an event opened; `None` for an issue step, which results carries out.
    ///
    /// # Errors
    /// When a part is missing, or unknown to this release.
    pub fn from_event(dossier: DossierId, opened: &StepOpened) -> Result<Option<Self>, StepError> {
        let kind = match opened.kind.as_str() {
            "work" => Kind::Work,
            "approve" => Kind::Approve,
            "issue" => return Ok(None),
            other => return Err(StepError::Unknown(format!("kind of step {other}"))),
        };
        let role = serde_json::from_value(opened.role.as_str().into());
        Ok(Some(Self {
            dossier,
            code: opened.code.clone(),
            procedure: opened.procedure_id.parse().map_err(|_| StepError::Missing("procedure id"))?,
            agency: AgencyCode::new(opened.agency.as_str()),
            number: opened.number,
            kind,
            name: opened.name.clone(),
            unit: UnitCode::new(opened.unit.as_str()),
            role: role.map_err(|_| StepError::Unknown(format!("role {}", opened.role)))?,
            due_at: time::from_message(opened.due_at).ok_or(StepError::Missing("due date"))?,
            dossier_due_at: time::from_message(opened.dossier_due_at)
                .ok_or(StepError::Missing("due date of the dossier"))?,
            withdrawing: opened.withdrawing,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn opened(kind: &str, role: &str) -> StepOpened {
        let at = time::to_message(DateTime::from_timestamp(1_640_000_000, 0).expect("a moment"));
        StepOpened {
            kind: kind.into(),
            role: role.into(),
            procedure_id: Uuid::nil().to_string(),
            due_at: at,
            dossier_due_at: at,
            ..StepOpened::default()
        }
    }

    fn read(opened: &StepOpened) -> Result<Option<Step>, StepError> {
        Step::from_event(DossierId(Uuid::nil()), opened)
    }

    #[test]
    fn a_step_names_its_kind_and_role() {
        let step = read(&opened("approve", "dept_head")).expect("known").expect("a task");
        assert_eq!((step.kind, step.role), (Kind::Approve, Role::DeptHead));
    }

    #[test]
    fn the_issue_of_the_result_is_no_task_here() {
        assert_eq!(read(&opened("issue", "clerk")), Ok(None));
    }

    #[test]
    fn unknown_values_and_missing_parts_are_distinguished() {
        let is_missing = |opened: &StepOpened| matches!(read(opened), Err(StepError::Missing(_)));
        assert!(matches!(read(&opened("dance", "clerk")), Err(StepError::Unknown(_))));
        assert!(matches!(read(&opened("work", "emperor")), Err(StepError::Unknown(_))));
        assert!(is_missing(&StepOpened { due_at: None, ..opened("work", "clerk") }));
        assert!(is_missing(&StepOpened { procedure_id: "x".into(), ..opened("work", "clerk") }));
    }
}
