//! `motcua serve`: the platform for everyday use; and the description of its API.

use motcua_kit::config::Settings;

use crate::cli::{Failure, Serve};
use crate::folder;
use crate::platform::{Options, start};

/// Serves until a signal.
///
/// # Errors
/// When it cannot start, or a background task died.
pub async fn run(serve: &Serve, settings: Settings) -> Result<(), Failure> {
    let _held = folder::hold(&serve.data)?;
    let telemetry = motcua_kit::telemetry::init("motcua", &settings);
    let options = Options { data: serve.data.clone(), port: serve.port, manual: None, demo: None, deaf: None };
    let platform = start(options, &settings, &telemetry).await?;
    eprintln!("Một Cửa: http://{}  (API: /docs)", platform.http);
    if let Some(password) = &platform.first_admin_password {
        eprintln!("First administrator: quantri, password {password} — shown this once.");
    }
    let outcome = platform.until_signal().await;
    tokio::task::spawn_blocking(|| telemetry.shutdown()).await?;
    outcome
}

/// Prints the merged description.
///
/// # Errors
/// When the platform cannot be put together in a temporary folder.
pub async fn openapi(settings: Settings) -> Result<(), Failure> {
    let telemetry = motcua_kit::telemetry::init("motcua", &settings);
    let data = std::env::temp_dir().join(format!("motcua-openapi-{}", uuid::Uuid::now_v7()));
    let options = Options { data: data.clone(), port: 0, manual: None, demo: None, deaf: None };
    let platform = start(options, &settings, &telemetry).await?;
    let description = reqwest::get(format!("http://{}/v1/openapi.json", platform.http)).await?.text().await?;
    println!("{description}");
    platform.stop().await;
    std::fs::remove_dir_all(data)?;
    Ok(())
}
