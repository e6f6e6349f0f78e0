//! The result document of a dossier.

use motcua_contracts::ids::{DossierId, ResultId};
use uuid::Uuid;

use super::stage::Stage;
use crate::domain::decision::Decision;
use crate::domain::hand_over::Collector;

/// A result document: drafted, issued, ready to hand over, returned; or recalled for an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultDocument {
    /// Its id.
    pub id: ResultId,
    /// The dossier it is the result of.
    pub dossier: DossierId,
    /// Which of the dossier's documents it is, from 0: every recall makes room for another.
    pub round: u32,
    /// What was decided.
    pub decision: Decision,
    /// Its stage.
    pub stage: Stage,
    /// Who collected it at the counter.
    pub collector: Option<Collector>,
}

impl ResultDocument {
    /// A document that is about to be drafted.
    pub fn new(dossier: DossierId, round: u32, decision: Decision) -> Self {
        let id = result_id(dossier, round);
        Self { id, dossier, round, decision, stage: Stage::Absent, collector: None }
    }
}

/// The document of a dossier in a round: derived, because a dossier has exactly one at a time.
pub fn result_id(dossier: DossierId, round: u32) -> ResultId {
    let name = if round == 0 { "result".to_owned() } else { format!("result/{round}") };
    ResultId(Uuid::new_v5(&dossier.0, name.as_bytes()))
}
