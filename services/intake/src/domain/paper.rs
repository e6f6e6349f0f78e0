//! The papers of a dossier, and whether each is in the electronic store (số hóa thành phần hồ sơ).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a paper is in the electronic store, in the order of the codes 0 to 3 of the national exchange.
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
    /// Whether the paper is on paper alone.
    pub fn is_not_digitised(&self) -> bool {
        *self == Self::NotDigitised
    }

    /// Whether a paper may change from this state to another: nothing leaves the store, and a wrong reuse is replaced by
    /// digitising the paper itself.
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::NotDigitised, Self::Digitised | Self::ReusedPaper | Self::ReusedResult)
            | (Self::ReusedPaper | Self::ReusedResult, Self::Digitised) => true,
            _ => self == next,
        }
    }
}

/// The digitisation of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DigitisedPaper {
    /// Code of the paper in the catalogue.
    #[schema(min_length = 1, max_length = 60, example = "P1")]
    pub code: String,
    /// Its digitisation now.
    pub digitisation: Digitisation,
}

/// A paper as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperHandedIn {
    /// Code of the paper in the catalogue.
    #[schema(min_length = 1, max_length = 60, example = "P1")]
    pub code: String,
    /// Originals handed in.
    #[schema(maximum = 100)]
    pub originals: u32,
    /// Copies handed in.
    #[schema(maximum = 100)]
    pub copies: u32,
    /// Whether it is in the electronic store; absent: it is not.
    #[serde(default, skip_serializing_if = "Digitisation::is_not_digitised")]
    #[schema(required = false)]
    pub digitisation: Digitisation,
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
