//! The accounts of a demonstration that the home page offers to sign in to.

use std::io::{Error, Result};
use std::path::Path;

use motcua_kit::config::Secret;
use serde::Deserialize;

/// The sign-ins on the home page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct DemoSignIns(pub Vec<DemoSignIn>);

/// A sign-in of one click.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemoSignIn {
    /// The role, in Vietnamese.
    pub label_vi: String,
    /// The role, in English.
    pub label_en: String,
    /// What the role does, in Vietnamese.
    pub explanation_vi: String,
    /// What the role does, in English.
    pub explanation_en: String,
    /// Since when it can be used.
    #[serde(default)]
    pub available: Availability,
    /// How it signs in.
    pub kind: DemoKind,
}

/// Since when a sign-in can be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Availability {
    /// From the first minute on.
    #[default]
    Always,
    /// Once the demonstration has played its year: until then its plan needs the account's queue as it is.
    AfterTheYear,
}

/// How an account of a demonstration signs in.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum DemoKind {
    /// With user name and password.
    Staff {
        /// The user name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// Through the simulated national e-identity.
    Citizen {
        /// Twelve digits.
        identity_number: String,
        /// Full name.
        name: String,
    },
}

impl DemoSignIns {
    /// Reads a JSON file.
    ///
    /// # Errors
    /// Names the file and the reason: it is missing, unreadable or not of the documented form.
    pub fn read(file: &Path) -> Result<Self> {
        let with_name = |cause: String| Error::other(format!("{}: {cause}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|cause| with_name(cause.to_string()))?;
        serde_json::from_str(&text).map_err(|cause| with_name(cause.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_file_is_read_and_no_password_is_printed() {
        let text = r#"[{"labelVi": "Công dân", "labelEn": "Citizen", "explanationVi": "x", "explanationEn": "y",
            "kind": {"citizen": {"identityNumber": "012300000017", "name": "Lò Thị Mai"}}},
            {"labelVi": "Văn thư", "labelEn": "Clerk", "explanationVi": "x", "explanationEn": "y",
            "kind": {"staff": {"username": "xaydung.vanthu", "password": "bí mật"}}}]"#;
        let read: DemoSignIns = serde_json::from_str(text).unwrap();
        assert!(matches!(&read.0[0].kind, DemoKind::Citizen { name, .. } if name == "Lò Thị Mai"));
        assert_eq!(read.0[0].available, Availability::Always);
        assert!(!format!("{read:?}").contains("bí mật"));
    }
}
