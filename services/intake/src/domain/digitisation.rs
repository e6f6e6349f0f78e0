//! The axis of each paper: whether it is in the electronic store, and how it came there (số hóa thành phần hồ sơ).

use motcua_kit::problem::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Filing, PaperHandedIn};

/// Where a paper is, in the order of the codes 0 to 3 of the national exchange.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Digitisation {
    /// 0: on paper alone.
    #[default]
    NotDigitised,
    /// 1: digitised for this dossier.
    Digitised,
    /// 2: taken from a paper that was digitised for another dossier.
    ReusedPaper,
    /// 3: taken from the electronic result of another dossier.
    ReusedResult,
}

impl Digitisation {
    /// Whether there is nothing to say of it.
    pub fn is_none(&self) -> bool {
        *self == Self::NotDigitised
    }

    /// Whether a paper in this state may get into another: nothing leaves the store, and what was taken from elsewhere
    /// by mistake is digitised itself.
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::NotDigitised, Self::Digitised | Self::ReusedPaper | Self::ReusedResult)
            | (Self::ReusedPaper | Self::ReusedResult, Self::Digitised) => true,
            _ => self == next,
        }
    }
}

/// What became of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DigitisedPaper {
    /// Code of the paper in the catalogue.
    #[schema(min_length = 1, max_length = 60, example = "P1")]
    pub code: String,
    /// Where it is now.
    pub digitisation: Digitisation,
}

impl Filing {
    /// What `wanted` changes of the papers that were handed in; nothing when all of it is so already.
    ///
    /// # Errors
    /// Every paper that was not handed in, and every one that may not get there.
    pub fn digitise(&self, wanted: &[DigitisedPaper]) -> Result<Vec<DigitisedPaper>, Vec<FieldError>> {
        let (mut changes, mut faults) = (Vec::new(), Vec::new());
        for (index, paper) in wanted.iter().enumerate() {
            let known: Vec<_> = self.papers.iter().filter(|known| known.code == paper.code).collect();
            let changed = |known: &&PaperHandedIn| known.digitisation != paper.digitisation;
            if known.is_empty() {
                let message = "Hồ sơ không có giấy tờ này / This paper was not handed in";
                faults.push(fault(index, "code", "unknown", message));
            } else if !known.iter().all(|known| known.digitisation.may_become(paper.digitisation)) {
                let message = "Giấy tờ đã được số hóa / The paper is in the electronic store already";
                faults.push(fault(index, "digitisation", "rule", message));
            } else if known.iter().any(changed) {
                changes.push(paper.clone());
            }
        }
        if faults.is_empty() { Ok(changes) } else { Err(faults) }
    }

    /// Takes on what became of papers.
    pub fn note_digitised(&mut self, changes: &[DigitisedPaper]) {
        for change in changes {
            for paper in self.papers.iter_mut().filter(|paper| paper.code == change.code) {
                paper.digitisation = change.digitisation;
            }
        }
    }
}

fn fault(index: usize, field: &str, code: &str, message: &str) -> FieldError {
    FieldError { pointer: format!("/papers/{index}/{field}"), code: code.into(), message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::Digitisation::{Digitised, NotDigitised, ReusedPaper, ReusedResult};

    #[test]
    fn nothing_leaves_the_store_and_a_wrong_reuse_is_digitised() {
        let all = [NotDigitised, Digitised, ReusedPaper, ReusedResult];
        let moves = all.map(|from| all.map(|to| from.may_become(to)));
        let table = [
            [true, true, true, true],
            [false, true, false, false],
            [false, true, true, false],
            [false, true, false, true],
        ];
        assert_eq!(moves, table);
    }
}
