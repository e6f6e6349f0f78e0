//! What the rules of a task read besides its own stage.

use chrono::NaiveDate;
use motcua_contracts::UnitCode;
use motcua_contracts::ids::AccountId;

use crate::domain::step::Kind;

/// What the rules read besides the stage of the task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleContext {
    /// What the step asks for.
    pub kind: Kind,
    /// Whether papers were asked for before, in any task of the dossier.
    pub supplement_requested: bool,
    /// Last day for the papers, while they are awaited.
    pub papers_until: Option<NaiveDate>,
    /// Whether a later date was promised before.
    pub extended: bool,
    /// Whether the applicant requests the withdrawal of the dossier.
    pub withdrawing: bool,
    /// When the dossier is due, local.
    pub due_on: NaiveDate,
    /// Who completed work on the dossier, or gave an opinion on it.
    pub workers: Vec<AccountId>,
    /// Code of the unit whose queue holds the task.
    pub unit: UnitCode,
    /// How many opinions are awaited or given.
    pub opinions: usize,
    /// The units whose opinion is awaited.
    pub awaited: Vec<UnitCode>,
    /// The text of the opinion that the task is, once it is given.
    pub answer: Option<String>,
    /// Whether a leader stopped the dossier.
    pub stopped: bool,
    /// Whether a decision stands: the dossier was decided, and its result has not come back for an error.
    pub decided: bool,
}
