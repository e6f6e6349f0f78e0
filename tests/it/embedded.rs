//! Runs the demonstration against the embedded platform.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use motcua::failure::Failure;
use motcua::platform::{Options, Platform, start};
use motcua_demonstration::plan::Plan;
use motcua_demonstration::seed::{Catalogue, catalogue};
use motcua_demonstration::{RunConfig, RunResult, run};
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_testkit::Deadline;
use motcua_worktime::utc;

pub const ADMIN_PASSWORD: &str = "test-administrator-password";

/// What a test changes about an ordinary run.
pub struct Variation {
    pub disabled_consumer: Option<&'static str>,
    pub catalogue: Catalogue,
    pub stall_timeout: Duration,
}

impl Default for Variation {
    fn default() -> Self {
        Self { disabled_consumer: None, catalogue: catalogue(), stall_timeout: RunConfig::STALL_TIMEOUT }
    }
}

/// Settings of a platform under test: cheap password hashes and high rate limits.
pub fn settings() -> Settings {
    Settings {
        e_identity: EIdentity::Simulated,
        admin_password: Secret::new(ADMIN_PASSWORD),
        password_memory_kib: 64,
        rate_per_principal: 100_000,
        rate_per_principal_burst: 100_000,
        rate_per_address: 100_000,
        rate_per_address_burst: 100_000,
        log: motcua_kit::config::Level::ERROR,
        ..Settings::defaults().unwrap()
    }
}

/// The embedded platform in a folder.
pub async fn platform(data: &Path, plan: &Plan, disabled_consumer: Option<&str>) -> Platform {
    let settings = settings();
    let telemetry = motcua_kit::telemetry::init("tests", &settings);
    let options = Options {
        manual_clock: Some(utc(plan.first_moment())),
        disabled_consumer: disabled_consumer.map(str::to_owned),
        ..Options::in_folder(data)
    };
    start(options, &settings, &telemetry).await.unwrap()
}

/// A run against the embedded platform.
pub fn config(platform: &Platform, data: &Path, variation: Variation) -> RunConfig {
    RunConfig {
        gateway: format!("http://{}", platform.http),
        private_ports: vec![format!("http://{}", platform.ops)],
        admin_password: ADMIN_PASSWORD.to_owned(),
        data: data.to_owned(),
        catalogue: variation.catalogue,
        stall_timeout: variation.stall_timeout,
        on_progress: None,
    }
}

/// Runs a plan from its beginning to its end.
pub async fn run_plan(data: &Path, plan: Plan, variation: Variation) -> Result<RunResult, Failure> {
    let _deadline = Deadline::start();
    let platform = platform(data, &plan, variation.disabled_consumer).await;
    let config = config(&platform, data, variation);
    let result = run(Arc::new(plan), config).await;
    platform.stop().await;
    result
}
