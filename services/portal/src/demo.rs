//! What a demonstration adds to the pages: sign-ins at one click, and how far the year has been played.

use std::io::{Error, Result};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use motcua_kit::config::Secret;
use serde::Deserialize;

/// The sign-ins that the first page offers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct DemoSignIns(pub Vec<DemoSignIn>);

/// One sign-in at one click.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemoSignIn {
    /// Whose role it is, in Vietnamese.
    pub label_vi: String,
    /// The same in English.
    pub label_en: String,
    /// What the role does, in Vietnamese.
    pub explanation_vi: String,
    /// The same in English.
    pub explanation_en: String,
    /// How it signs in.
    pub kind: DemoKind,
}

/// How a demonstration signs in.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum DemoKind {
    /// With name and password.
    Staff {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// Through the simulated national e-identity.
    Citizen {
        /// The twelve digits.
        identity_number: String,
        /// Full name.
        name: String,
    },
}

impl DemoSignIns {
    /// Reads a JSON file.
    ///
    /// # Errors
    /// When it cannot be read or says something else.
    pub fn read(file: &Path) -> Result<Self> {
        let with_name = |cause: String| Error::other(format!("{}: {cause}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|cause| with_name(cause.to_string()))?;
        serde_json::from_str(&text).map_err(|cause| with_name(cause.to_string()))
    }
}

/// How far the year has been played; the driver writes it, the pages read it. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct DemoProgress(Arc<RwLock<DemoState>>);

/// The same at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DemoState {
    /// The business date; none before the first.
    pub today: Option<NaiveDate>,
    /// Dossiers played so far.
    pub played: u64,
    /// Dossiers to be played.
    pub total: u64,
    /// Whether the whole year has been played.
    pub done: bool,
}

impl DemoProgress {
    /// Nothing of `total` dossiers is played yet.
    pub fn new(total: u64) -> Self {
        Self(Arc::new(RwLock::new(DemoState { total, ..DemoState::default() })))
    }

    /// The business date is `today`, and so many dossiers have been played.
    pub fn advance(&self, today: NaiveDate, played: u64) {
        self.change(|state| (state.today, state.played) = (Some(today), played));
    }

    /// The whole year has been played.
    pub fn finish(&self, today: NaiveDate) {
        self.change(|state| (state.today, state.played, state.done) = (Some(today), state.total, true));
    }

    /// How far it is.
    pub fn state(&self) -> DemoState {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut DemoState)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_sign_ins_reads_as_documented() {
        let text = r#"[{"labelVi": "Công dân", "labelEn": "Citizen", "explanationVi": "x", "explanationEn": "y",
            "kind": {"citizen": {"identityNumber": "012300000017", "name": "Lò Thị Mai"}}},
            {"labelVi": "Văn thư", "labelEn": "Clerk", "explanationVi": "x", "explanationEn": "y",
            "kind": {"staff": {"username": "xaydung.vanthu", "password": "bí mật"}}}]"#;
        let read: DemoSignIns = serde_json::from_str(text).unwrap();
        assert!(matches!(&read.0[0].kind, DemoKind::Citizen { name, .. } if name == "Lò Thị Mai"));
        assert!(!format!("{read:?}").contains("bí mật"));
    }

    #[test]
    fn progress_is_seen_by_every_clone() {
        let driver = DemoProgress::new(10);
        let pages = driver.clone();
        let day = NaiveDate::from_ymd_opt(2022, 3, 14).unwrap();
        driver.advance(day, 4);
        assert_eq!(pages.state(), DemoState { today: Some(day), played: 4, total: 10, done: false });
        driver.finish(day);
        assert!(pages.state().done);
        assert_eq!(pages.state().played, 10);
    }
}
