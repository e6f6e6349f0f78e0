//! `motcua openapi`: the description of the whole API, from a platform in a temporary folder.

use motcua_kit::config::Settings;

use crate::failure::Failure;
use crate::platform::{Options, start};

/// Prints the description.
///
/// # Errors
/// When the platform cannot start in a temporary folder.
pub async fn run(settings: Settings) -> Result<(), Failure> {
    let telemetry = motcua_kit::telemetry::init("motcua", &settings);
    let data = std::env::temp_dir().join(format!("motcua-openapi-{}", uuid::Uuid::now_v7()));
    let platform = start(Options::in_folder(&data), &settings, &telemetry).await?;
    let description = reqwest::get(format!("http://{}/v1/openapi.json", platform.http)).await?.text().await?;
    println!("{description}");
    platform.stop().await;
    std::fs::remove_dir_all(data)?;
    Ok(())
}
