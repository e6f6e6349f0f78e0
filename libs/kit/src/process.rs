//! The frame of every `main`: settings, telemetry, and an exit code.

use std::fmt::Display;
use std::process::ExitCode;

use crate::config::Settings;
use crate::telemetry::{self, Telemetry};

/// Runs the process of a service: loads the settings and does `work` with telemetry. A failure is printed as one
/// sentence on standard error and becomes a non-zero exit code.
pub async fn run_process<E: Display>(
    service: &'static str,
    work: impl AsyncFnOnce(&Settings, &Telemetry) -> Result<(), E>,
) -> ExitCode {
    let program = format!("motcua-{service}");
    match Settings::load() {
        Ok(settings) => {
            let work = async |telemetry: &Telemetry| work(&settings, telemetry).await;
            exit_code(&program, with_telemetry(service, &settings, work).await)
        }
        Err(error) => exit_code(&program, Err(error)),
    }
}

/// Does `work` between the start of telemetry and the export of the spans that are still buffered.
pub async fn with_telemetry<T>(
    service: &'static str,
    settings: &Settings,
    work: impl AsyncFnOnce(&Telemetry) -> T,
) -> T {
    let telemetry = telemetry::init(service, settings);
    let outcome = work(&telemetry).await;
    telemetry.shutdown().await;
    outcome
}

/// The exit code of a process; prints the sentence of a failure on standard error.
pub fn exit_code<E: Display>(program: &str, outcome: Result<(), E>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}
