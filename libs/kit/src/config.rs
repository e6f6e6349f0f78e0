//! Settings: one documented file of defaults, then the environment. Unknown keys are refused, secrets never shown.

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;

/// The documented defaults.
pub const DEFAULTS: &str = include_str!("config.toml");
const PREFIX: &str = "MOTCUA_";

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key is unknown or a value has the wrong type.
    #[error("{0}")]
    Setting(Box<figment::Error>),
    /// A file that a setting names cannot be read.
    #[error("{setting}: cannot read {}: {cause}", path.display())]
    File {
        /// The setting.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// A setting that this process needs is missing.
    #[error("{PREFIX}{0} is not set")]
    Missing(&'static str),
}

/// A value that is never printed.
#[derive(Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// A secret with this content.
    pub fn new(content: impl Into<String>) -> Self {
        Self(content.into())
    }

    /// The content.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where business time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockSource {
    /// The machine.
    System,
    /// Whoever drives the ops port.
    Manual,
}

/// How citizens sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EIdentity {
    /// Not at all.
    Off,
    /// Through the simulated national e-identity.
    Simulated,
}

/// All settings; `config.toml` documents each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.toml beside this file documents every key")]
pub struct Settings {
    pub http_listen: String,
    pub ops_listen: String,
    pub log: String,
    pub log_format: LogFormat,
    pub otlp_endpoint: String,
    pub issuer: String,
    pub clock: ClockSource,
    pub data_dir: PathBuf,
    pub database_url: Secret,
    pub database_url_file: String,
    pub database_connections: u32,
    pub nats_url: String,
    pub nats_credentials_file: String,
    pub nats_replicas: usize,
    pub jwks_url: String,
    pub lookup_key: Secret,
    pub lookup_key_file: String,
    pub upstreams: String,
    pub admin_password: Secret,
    pub admin_password_file: String,
    pub e_identity: EIdentity,
    pub access_token_seconds: u32,
    pub refresh_token_seconds: u32,
    pub password_memory_kib: u32,
    pub rate_per_principal: u32,
    pub rate_per_principal_burst: u32,
    pub rate_per_address: u32,
    pub rate_per_address_burst: u32,
    pub gateway_url: String,
    pub demo_sign_ins_file: String,
    pub payment_page_url: String,
    pub payment_key: Secret,
    pub payment_key_file: String,
    pub payment_return_url: String,
}

impl Settings {
    /// Reads defaults and environment.
    ///
    /// # Errors
    /// For unknown keys, wrong types and files that cannot be read.
    pub fn load() -> Result<Self, ConfigError> {
        Self::from(Figment::from(Toml::string(DEFAULTS)).merge(Env::prefixed(PREFIX)))
    }

    /// The defaults alone.
    ///
    /// # Errors
    /// Never, as a test shows.
    pub fn defaults() -> Result<Self, ConfigError> {
        Self::from(Figment::from(Toml::string(DEFAULTS)))
    }

    fn from(figment: Figment) -> Result<Self, ConfigError> {
        let mut settings: Self = figment.extract().map_err(|error| ConfigError::Setting(Box::new(error)))?;
        read_secret(&mut settings.database_url, &settings.database_url_file, "MOTCUA_DATABASE_URL_FILE")?;
        read_secret(&mut settings.lookup_key, &settings.lookup_key_file, "MOTCUA_LOOKUP_KEY_FILE")?;
        read_secret(&mut settings.admin_password, &settings.admin_password_file, "MOTCUA_ADMIN_PASSWORD_FILE")?;
        read_secret(&mut settings.payment_key, &settings.payment_key_file, "MOTCUA_PAYMENT_KEY_FILE")?;
        Ok(settings)
    }
}

fn read_secret(secret: &mut Secret, file: &str, setting: &'static str) -> Result<(), ConfigError> {
    if file.is_empty() {
        return Ok(());
    }
    let path = Path::new(file);
    let content =
        std::fs::read_to_string(path).map_err(|cause| ConfigError::File { setting, path: path.to_owned(), cause })?;
    *secret = Secret::new(content.trim_end());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete() {
        assert!(Settings::defaults().is_ok());
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let figment = Figment::from(Toml::string(DEFAULTS)).merge(Toml::string("databse_url = 'x'"));
        let error = Settings::from(figment).unwrap_err().to_string();
        assert!(error.contains("databse_url"), "{error}");
    }

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "(secret)");
    }
}
