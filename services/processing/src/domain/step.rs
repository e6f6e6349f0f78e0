//! What a task is about: a step of a dossier's journey, as routing opened it.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, TaskId};
use motcua_contracts::routing::StepOpened;
use motcua_contracts::time;
use motcua_kit::auth::Role;
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
    /// Cho ý kiến: an officer of another unit says what it thinks, beside the step that asks; the clock runs on.
    Opinion,
}

impl Kind {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Approve => "approve",
            Self::Opinion => "opinion",
        }
    }
}

/// What an opinion is asked for, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opinion {
    /// The task that asks.
    pub asked_in: TaskId,
    /// What it asks.
    pub question: String,
    /// The day by whose end it should be given, local.
    pub due_on: NaiveDate,
    /// What it says, once it is given.
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
    pub agency: String,
    /// Number of the step.
    pub number: u32,
    /// What it asks for.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Code of the unit whose queue it stands in.
    pub unit: String,
    /// Role that carries it out.
    pub role: Role,
    /// When it should be done.
    pub due_at: DateTime<Utc>,
    /// When the whole dossier is due.
    pub dossier_due_at: DateTime<Utc>,
    /// Whether the applicant wanted the dossier back when the step was opened.
    pub withdrawing: bool,
}

impl Step {
    /// Reads an opened step; `None` for a kind of step that results carries out.
    ///
    /// # Errors
    /// When a part is missing or unknown to this version of the contracts.
    pub fn of(dossier: DossierId, opened: &StepOpened) -> Result<Option<Self>, String> {
        let kind = match opened.kind.as_str() {
            "work" => Kind::Work,
            "approve" => Kind::Approve,
            "issue" => return Ok(None),
            other => return Err(format!("unknown kind of step {other}")),
        };
        let role = serde_json::from_value(opened.role.as_str().into());
        Ok(Some(Self {
            dossier,
            code: opened.code.clone(),
            procedure: opened.procedure_id.parse().map_err(|_| "procedure id")?,
            agency: opened.agency.clone(),
            number: opened.number,
            kind,
            name: opened.name.clone(),
            unit: opened.unit.clone(),
            role: role.map_err(|_| format!("unknown role {}", opened.role))?,
            due_at: time::from_message(opened.due_at).ok_or("a step without due date")?,
            dossier_due_at: time::from_message(opened.dossier_due_at).ok_or("a dossier without due date")?,
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

    fn read(opened: &StepOpened) -> Result<Option<Step>, String> {
        Step::of(DossierId(Uuid::nil()), opened)
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
    fn what_is_unknown_or_missing_is_refused() {
        assert!(read(&opened("dance", "clerk")).is_err());
        assert!(read(&opened("work", "emperor")).is_err());
        assert!(read(&StepOpened { due_at: None, ..opened("work", "clerk") }).is_err());
        assert!(read(&StepOpened { procedure_id: "x".into(), ..opened("work", "clerk") }).is_err());
    }
}
