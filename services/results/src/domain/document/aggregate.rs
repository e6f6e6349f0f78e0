//! The result document of a dossier.

use motcua_contracts::ids::{DossierId, ResultId};
use uuid::Uuid;

use super::stage::Stage;
use crate::domain::decision::Decision;
use crate::domain::hand_over::Collector;

/// A result document: drafted, issued, ready to hand over, returned; or recalled for an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultDocument {
    pub id: ResultId,
    /// The dossier it is the result of.
    pub dossier: DossierId,
    /// Its position among the documents of the dossier, from 0; each recall allows another document.
    pub round: u32,
    /// The decision that it states.
    pub decision: Decision,
    pub stage: Stage,
    /// The person who collected it at the counter.
    pub collector: Option<Collector>,
}

impl ResultDocument {
    /// A document that is about to be drafted.
    pub fn new(dossier: DossierId, round: u32, decision: Decision) -> Self {
        let id = result_id(dossier, round);
        Self { id, dossier, round, decision, stage: Stage::Absent, collector: None }
    }
}

/// The id of a dossier's document in a round; derived, because a round has exactly one.
pub fn result_id(dossier: DossierId, round: u32) -> ResultId {
    let name = if round == 0 { "result".to_owned() } else { format!("result/{round}") };
    ResultId(Uuid::new_v5(&dossier.0, name.as_bytes()))
}
