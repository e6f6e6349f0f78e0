//! The digitisation of the papers of a dossier: which changes a request makes, and their effect.

use motcua_contracts::Text;
use motcua_kit::problem::FieldError;

use super::{DigitisedPaper, Filing, PaperHandedIn, Refusal};

impl Filing {
    /// The changes that `requested` makes to the papers handed in; none when all of them are in that state already.
    ///
    /// # Errors
    /// `WrongFields`: every paper that was not handed in, and every change that is not allowed.
    pub fn digitisation_changes(&self, requested: &[DigitisedPaper]) -> Result<Vec<DigitisedPaper>, Refusal> {
        let (mut changes, mut errors) = (Vec::new(), Vec::new());
        for (index, paper) in requested.iter().enumerate() {
            let known: Vec<_> = self.papers.iter().filter(|known| known.code == paper.code).collect();
            let changed = |known: &&PaperHandedIn| known.digitisation != paper.digitisation;
            if known.is_empty() {
                let message = Text::fixed("Hồ sơ không có giấy tờ này", "This paper was not handed in");
                errors.push(error(index, "code", "unknown", message));
            } else if !known.iter().all(|known| known.digitisation.may_become(paper.digitisation)) {
                let message = Text::fixed("Giấy tờ đã được số hóa", "The paper is in the electronic store already");
                errors.push(error(index, "digitisation", "rule", message));
            } else if known.iter().any(changed) {
                changes.push(paper.clone());
            }
        }
        if errors.is_empty() { Ok(changes) } else { Err(Refusal::WrongFields(errors)) }
    }

    /// Applies the digitisation of papers.
    pub fn apply_digitisation(&mut self, changes: &[DigitisedPaper]) {
        for change in changes {
            for paper in self.papers.iter_mut().filter(|paper| paper.code == change.code) {
                paper.digitisation = change.digitisation;
            }
        }
    }
}

fn error(index: usize, field: &str, code: &str, message: Text) -> FieldError {
    FieldError { pointer: format!("/papers/{index}/{field}"), code: code.into(), message }
}
