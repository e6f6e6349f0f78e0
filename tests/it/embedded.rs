//! The embedded platform as a test plays on it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use motcua::cli::Failure;
use motcua::demo::plan::Plan;
use motcua::demo::run::{Outcome, Stage, play};
use motcua::demo::seed::{Catalogue, catalogue};
use motcua::platform::{Options, Platform, start};
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_worktime::utc;

pub const ADMIN_PASSWORD: &str = "test-administrator-password";

/// What a test changes about the ordinary run.
pub struct Change {
    pub deaf: Option<&'static str>,
    pub catalogue: Catalogue,
    pub patience: Duration,
}

impl Default for Change {
    fn default() -> Self {
        Self { deaf: None, catalogue: catalogue(), patience: Duration::from_secs(60) }
    }
}

/// Settings of a platform under test: cheap password hashes and no rate limits in the way.
pub fn settings() -> Settings {
    Settings {
        e_identity: EIdentity::Simulated,
        admin_password: Secret::new(ADMIN_PASSWORD),
        password_memory_kib: 64,
        rate_per_principal: 100_000,
        rate_per_principal_burst: 100_000,
        rate_per_address: 100_000,
        rate_per_address_burst: 100_000,
        log: "error".to_owned(),
        ..Settings::defaults().unwrap()
    }
}

/// The embedded platform in a folder.
pub async fn platform(data: &Path, plan: &Plan, deaf: Option<&str>) -> Platform {
    let settings = settings();
    let telemetry = motcua_kit::telemetry::init("tests", &settings);
    let options = Options {
        data: data.to_owned(),
        port: 0,
        manual: Some(utc(plan.first_moment())),
        demo: None,
        deaf: deaf.map(str::to_owned),
    };
    start(options, &settings, &telemetry).await.unwrap()
}

/// Where a plan is played on the embedded platform.
pub fn stage(platform: &Platform, data: &Path, change: Change) -> Stage {
    Stage {
        gateway: format!("http://{}", platform.http),
        control: vec![format!("http://{}", platform.ops)],
        admin_password: ADMIN_PASSWORD.to_owned(),
        data: data.to_owned(),
        progress: None,
        catalogue: change.catalogue,
        patience: change.patience,
    }
}

/// Plays a plan from its beginning to its end.
pub async fn played(data: &Path, plan: Plan, change: Change) -> Result<Outcome, Failure> {
    let platform = platform(data, &plan, change.deaf).await;
    let stage = stage(&platform, data, change);
    let outcome = play(Arc::new(plan), stage).await;
    platform.stop().await;
    outcome
}
