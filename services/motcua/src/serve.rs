//! `motcua serve`: the platform for everyday use.

use motcua_kit::config::Settings;
use motcua_kit::process::with_telemetry;
use motcua_kit::telemetry::Telemetry;

use crate::cli::Serve;
use crate::failure::Failure;
use crate::folder;
use crate::platform::{Options, start};

/// Serves until a signal.
///
/// # Errors
/// When the platform cannot start, or a background task failed.
pub async fn run(serve: &Serve, settings: Settings) -> Result<(), Failure> {
    let _lock = folder::lock(&serve.data)?;
    with_telemetry("motcua", &settings, async |telemetry: &Telemetry| serve_with(serve, &settings, telemetry).await)
        .await
}

async fn serve_with(serve: &Serve, settings: &Settings, telemetry: &Telemetry) -> Result<(), Failure> {
    let options = Options { port: serve.port, ..Options::in_folder(&serve.data) };
    let platform = start(options, settings, telemetry).await?;
    eprintln!("Một Cửa: http://{}  (API: /docs)", platform.http);
    if let Some(password) = &platform.first_admin_password {
        eprintln!("First administrator: quantri, password {password} — shown only now.");
    }
    platform.until_signal().await
}
