//! Settings: one documented file of defaults, then the environment. Unknown keys are refused, secrets never shown.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use toml::{Table, Value};
pub use tracing::Level;

use crate::trusted_proxies::TrustedProxies;

/// The documented defaults.
pub const DEFAULTS: &str = include_str!("config.toml");
const PREFIX: &str = "MOTCUA_";

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable names no setting, or its value cannot be used.
    #[error("{0}")]
    Setting(String),
    /// A file that a setting names cannot be read.
    #[error("{setting}: cannot read {}: {cause}", path.display())]
    File {
        /// The setting.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// Why the operating system refused.
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

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// Format of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Readable text.
    Text,
    /// One JSON object per line.
    Json,
}

/// Where business time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockSource {
    /// The system clock.
    System,
    /// Set through the ops port.
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
    #[serde(deserialize_with = "level")]
    pub log: Level,
    pub log_format: LogFormat,
    pub otlp_endpoint: String,
    #[serde(deserialize_with = "ratio")]
    pub otlp_sample_ratio: f64,
    pub issuer: String,
    pub clock: ClockSource,
    pub data_dir: PathBuf,
    pub database_url: Secret,
    pub database_url_file: String,
    pub database_connections: u32,
    pub nats_url: Secret,
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
    pub connections: usize,
    pub connections_per_address: usize,
    pub rate_per_principal: u32,
    pub rate_per_principal_burst: u32,
    pub rate_per_address: u32,
    pub rate_per_address_burst: u32,
    #[serde(deserialize_with = "parsed")]
    pub trusted_proxies: TrustedProxies,
    pub gateway_url: String,
    pub demo_sign_ins_file: String,
    pub payment_page_url: String,
    pub payment_key: Secret,
    pub payment_key_file: String,
    pub payment_return_url: String,
}

impl Settings {
    /// Reads the defaults and the environment.
    ///
    /// # Errors
    /// For unknown variables, values of the wrong type and files that cannot be read.
    pub fn load() -> Result<Self, ConfigError> {
        Self::with_variables(std::env::vars_os())
    }

    /// The defaults alone.
    ///
    /// # Errors
    /// Never, as a test shows.
    pub fn defaults() -> Result<Self, ConfigError> {
        Self::with_variables([])
    }

    fn with_variables(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, ConfigError> {
        let mut values: Table = toml::from_str(DEFAULTS).map_err(|error| ConfigError::Setting(one_line(&error)))?;
        for (name, value) in variables {
            if let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) {
                set(&mut values, name, value)?;
            }
        }
        let mut settings: Self = values.try_into().map_err(|error| ConfigError::Setting(one_line(&error)))?;
        read_secret(&mut settings.database_url, &settings.database_url_file, "MOTCUA_DATABASE_URL_FILE")?;
        read_secret(&mut settings.lookup_key, &settings.lookup_key_file, "MOTCUA_LOOKUP_KEY_FILE")?;
        read_secret(&mut settings.admin_password, &settings.admin_password_file, "MOTCUA_ADMIN_PASSWORD_FILE")?;
        read_secret(&mut settings.payment_key, &settings.payment_key_file, "MOTCUA_PAYMENT_KEY_FILE")?;
        Ok(settings)
    }
}

/// Replaces a default by the value of a variable, read as the type of that default. No message shows the value.
fn set(values: &mut Table, name: &str, value: OsString) -> Result<(), ConfigError> {
    let refused = |reason: &str| ConfigError::Setting(format!("{name} {reason}"));
    let key = name[PREFIX.len()..].to_lowercase();
    let default = values.get_mut(&key).ok_or_else(|| refused("is not a setting"))?;
    let value = value.into_string().map_err(|_| refused("is not UTF-8"))?;
    let value = value.trim();
    *default = match default {
        Value::Integer(_) => Value::Integer(value.parse().map_err(|_| refused("is not a whole number"))?),
        Value::Float(_) => Value::Float(value.parse().map_err(|_| refused("is not a number"))?),
        _ => Value::String(value.to_owned()),
    };
    Ok(())
}

fn one_line(error: &toml::de::Error) -> String {
    error.to_string().trim().replace('\n', " ")
}

fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
    let level = String::deserialize(deserializer)?;
    level.parse().map_err(|_| Error::custom(format!("`{level}` is not one of error, warn, info, debug, trace")))
}

fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(Error::custom)
}

fn ratio<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let ratio = f64::deserialize(deserializer)?;
    if (0.0..=1.0).contains(&ratio) { Ok(ratio) } else { Err(Error::custom(format!("{ratio} is not between 0 and 1"))) }
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
    fn variables_replace_defaults() {
        let settings = with(&[("MOTCUA_DATABASE_CONNECTIONS", "3"), ("MOTCUA_LOG", "WARN"), ("HOME", "/")]).unwrap();
        assert_eq!((settings.database_connections, settings.log), (3, Level::WARN));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let error = refusal("MOTCUA_DATABSE_URL", "x");
        assert!(error.contains("DATABSE_URL"), "{error}");
    }

    #[test]
    fn values_of_the_wrong_type_are_refused() {
        for (name, value, reason) in [
            ("MOTCUA_LOG", "verbose", "`verbose` is not one of error, warn, info, debug, trace"),
            ("MOTCUA_LOG_FORMAT", "xml", "expected `text` or `json`"),
            ("MOTCUA_DATABASE_CONNECTIONS", "many", "is not a whole number"),
            ("MOTCUA_NATS_REPLICAS", "-1", "in `nats_replicas`"),
            ("MOTCUA_TRUSTED_PROXIES", "ingress", "`ingress` is no address and no network such as 10.0.0.0/8"),
            ("MOTCUA_OTLP_SAMPLE_RATIO", "2", "2 is not between 0 and 1 in `otlp_sample_ratio`"),
        ] {
            let error = refusal(name, value);
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn a_secret_may_be_a_number() {
        let settings = with(&[("MOTCUA_ADMIN_PASSWORD", " 123456 ")]).unwrap();
        assert_eq!(settings.admin_password.reveal(), "123456");
    }

    #[test]
    fn a_secret_is_read_from_a_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, "hunter2\n").unwrap();
        let settings = with(&[("MOTCUA_LOOKUP_KEY_FILE", file.path().to_str().unwrap())]).unwrap();
        assert_eq!(settings.lookup_key.reveal(), "hunter2");
        assert!(refusal("MOTCUA_LOOKUP_KEY_FILE", "/nowhere").contains("MOTCUA_LOOKUP_KEY_FILE: cannot read /nowhere"));
    }

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "(secret)");
    }

    fn with(variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        Settings::with_variables(variables.iter().map(|(name, value)| (name.into(), value.into())))
    }

    fn refusal(name: &str, value: &str) -> String {
        with(&[(name, value)]).unwrap_err().to_string()
    }
}
