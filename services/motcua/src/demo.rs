//! `motcua demo`: starts the platform in this process, runs the demonstration against it, and continues to serve.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use motcua_demonstration::plan::Plan;
use motcua_demonstration::{RunConfig, RunResult, seed, start_moment};
use motcua_kit::Clock;
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_kit::process::with_telemetry;
use motcua_kit::telemetry::Telemetry;
use motcua_portal::DemoProgress;
use motcua_worktime::utc;

use crate::cli::Demo;
use crate::failure::Failure;
use crate::platform::{Options, Platform, start};
use crate::{demo_pages, demo_plan, demo_review, folder};

/// Runs the demonstration.
///
/// # Errors
/// When the plan or the data folder cannot be used, or the year did not reach its end.
pub async fn run(demo: Demo, settings: Settings) -> Result<(), Failure> {
    let plan = demo_plan::plan(&demo.plan)?;
    if demo.print_plan {
        return demo_plan::print(&plan);
    }
    let _lock = folder::lock_for_demo(&demo.data, demo.fresh)?;
    let start_time = utc(start_moment(&plan, &demo.data)?);
    let admin_password = folder::load_or_create_secret(&demo.data.join("admin-password"))?;
    let settings = demo_settings(settings, &admin_password);
    let play = async |telemetry: &Telemetry| play(&demo, plan, start_time, admin_password, &settings, telemetry).await;
    with_telemetry("motcua", &settings, play).await
}

/// Starts the platform, runs the plan against it, and continues to serve.
async fn play(
    demo: &Demo,
    plan: Plan,
    start_time: DateTime<Utc>,
    admin_password: String,
    settings: &Settings,
    telemetry: &Telemetry,
) -> Result<(), Failure> {
    let progress = DemoProgress::new(plan.dossiers.len() as u64);
    let options = Options {
        port: demo.port,
        manual_clock: Some(start_time),
        demo: Some((demo_pages::sign_ins(), progress.clone())),
        ..Options::in_folder(&demo.data)
    };
    let platform = start(options, settings, telemetry).await?;
    eprintln!("Một Cửa đang chạy / is running: http://{}", platform.http);
    let config = RunConfig {
        gateway: format!("http://{}", platform.http),
        private_ports: vec![format!("http://{}", platform.ops)],
        admin_password,
        data: demo.data.clone(),
        catalogue: seed::catalogue(),
        stall_timeout: RunConfig::STALL_TIMEOUT,
        on_progress: Some(demo_pages::report_to(progress, platform.http.to_string())),
    };
    run_and_serve(demo, plan, config, platform).await
}

async fn run_and_serve(demo: &Demo, plan: Plan, config: RunConfig, platform: Platform) -> Result<(), Failure> {
    match run_interruptibly(plan, config).await {
        Ok(Some(result)) => finish(demo, platform, result).await,
        Ok(None) => {
            eprintln!("Dừng lại; lần sau chạy tiếp từ đây. / Stopped; the next start continues from here.");
            platform.stop().await;
            Ok(())
        }
        Err(error) => {
            platform.stop().await;
            Err(error)
        }
    }
}

/// Runs until the end, or until Ctrl-C (then `None`).
async fn run_interruptibly(plan: Plan, config: RunConfig) -> Result<Option<RunResult>, Failure> {
    tokio::select! {
        result = motcua_demonstration::run(Arc::new(plan), config) => result.map(Some),
        interrupted = tokio::signal::ctrl_c() => {
            interrupted?;
            Ok(None)
        }
    }
}

async fn finish(demo: &Demo, platform: Platform, result: RunResult) -> Result<(), Failure> {
    demo_review::print(result, demo.plan.json)?;
    if demo.exit {
        platform.stop().await;
        return Ok(());
    }
    eprintln!("\n{}", demo_pages::introduction(&platform.http.to_string()));
    let clock = motcua_kit::lifecycle::spawn(advance_clock(platform.business.clone()));
    let ended = platform.until_signal().await;
    clock.abort();
    ended
}

/// Advances business time at the pace of real time, from the end of the year on.
async fn advance_clock(business: Clock) {
    let (start, from) = (Instant::now(), business.now());
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let elapsed = i64::try_from(start.elapsed().as_secs()).unwrap_or_default();
        business.set(from + TimeDelta::seconds(elapsed));
    }
}

/// Settings of a demonstration: the simulated e-identity, and rate limits that do not slow it down.
fn demo_settings(settings: Settings, admin_password: &str) -> Settings {
    Settings {
        e_identity: EIdentity::Simulated,
        admin_password: Secret::new(admin_password),
        rate_per_principal: 5_000,
        rate_per_principal_burst: 20_000,
        rate_per_address: 5_000,
        rate_per_address_burst: 20_000,
        ..settings
    }
}
