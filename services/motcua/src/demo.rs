//! The demonstration: a year of the centre played through the public API, and counted by the platform itself.

mod client;
mod control;
mod drive;
mod journal;
pub mod plan;
mod progress;
mod requests;
pub mod run;
pub mod seed;
mod setup;
mod sign_ins;
mod wallet;

use std::io::{BufReader, BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_portal::DemoProgress;
use motcua_worktime::utc;

use crate::cli::{Demo, Failure, Play, Simulate};
use crate::folder;
use crate::platform::{Options, Platform, kept_secret, start};
use journal::Journal;
pub(crate) use journal::reached;
use plan::Plan;
use run::{Outcome, Stage};

/// The plan that the command line asks for.
///
/// # Errors
/// When the file cannot be read or is no plan, or no plan fits.
pub fn planned(play: &Play) -> Result<Plan, Failure> {
    match &play.plan {
        None => Ok(Plan::year(play.seed, play.scale)?),
        Some(file) => {
            let open = std::fs::File::open(file).map_err(|cause| format!("cannot read {}: {cause}", file.display()))?;
            Ok(Plan::read(BufReader::new(open))?)
        }
    }
}

/// `motcua demo`.
///
/// # Errors
/// Whatever kept the year from being played to its end.
pub async fn run(demo: Demo, settings: Settings) -> Result<(), Failure> {
    let plan = planned(&demo.play)?;
    if demo.print_plan {
        let mut out = BufWriter::new(std::io::stdout().lock());
        plan.write(&mut out)?;
        return Ok(out.flush()?);
    }
    let _held = folder::hold_for_demo(&demo.data, demo.fresh)?;
    let going_on = going_on(&plan, &Journal::open(&demo.data, &plan.header)?);
    let admin_password = kept_secret(&demo.data.join("admin-password"))?;
    let settings = demo_settings(settings, &admin_password);
    let telemetry = motcua_kit::telemetry::init("motcua", &settings);
    let progress = DemoProgress::new(plan.dossiers.len() as u64);
    let options = Options {
        data: demo.data.clone(),
        port: demo.port,
        manual: Some(utc(going_on)),
        demo: Some((sign_ins::all(), progress.clone())),
        deaf: None,
    };
    let platform = start(options, &settings, &telemetry).await?;
    eprintln!("Một Cửa đang chạy / is running: http://{}", platform.http);
    let stage = Stage {
        gateway: format!("http://{}", platform.http),
        control: vec![format!("http://{}", platform.ops)],
        admin_password,
        data: demo.data.clone(),
        progress: Some(progress),
        catalogue: seed::catalogue(),
        patience: Stage::PATIENCE,
    };
    let business = platform.business.clone();
    let outcome = interruptible(plan, stage).await;
    let ended = match outcome {
        Ok(Some(outcome)) => finish(&demo, platform, &outcome, business).await,
        Ok(None) => {
            eprintln!("Dừng lại; lần sau chạy tiếp từ đây. / Stopped; the next start goes on from here.");
            platform.stop().await;
            Ok(())
        }
        Err(error) => {
            platform.stop().await;
            Err(error)
        }
    };
    tokio::task::spawn_blocking(|| telemetry.shutdown()).await?;
    ended
}

/// When business time goes on: at the tick that comes next, so that what an interrupted run left to do is not done in
/// the past.
fn going_on(plan: &Plan, journal: &Journal) -> NaiveDateTime {
    match journal.done() {
        0 => plan.first_moment(),
        done => plan.ticks().nth(done).map_or_else(|| plan.last_moment(), |(moment, _)| moment),
    }
}

/// Plays until the end, or until Ctrl-C (then `None`).
async fn interruptible(plan: Plan, stage: Stage) -> Result<Option<Outcome>, Failure> {
    tokio::select! {
        outcome = run::play(Arc::new(plan), stage) => outcome.map(Some),
        interrupted = tokio::signal::ctrl_c() => {
            interrupted?;
            Ok(None)
        }
    }
}

async fn finish(
    demo: &Demo,
    platform: Platform,
    outcome: &Outcome,
    business: motcua_kit::Clock,
) -> Result<(), Failure> {
    print(outcome, demo.play.json)?;
    if demo.exit {
        platform.stop().await;
        return Ok(());
    }
    eprintln!("\n{}", sign_ins::introduction(&platform.http.to_string()));
    let clock = motcua_kit::lifecycle::spawn(run_on(business));
    let ended = platform.until_signal().await;
    clock.abort();
    ended
}

/// After the year business time goes on at its usual pace.
async fn run_on(business: motcua_kit::Clock) {
    let (start, from) = (std::time::Instant::now(), business.now());
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let elapsed = i64::try_from(start.elapsed().as_secs()).unwrap_or_default();
        business.set(from + chrono::TimeDelta::seconds(elapsed));
    }
}

fn print(outcome: &Outcome, json: bool) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, outcome)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", outcome.text())?;
    }
    Ok(())
}

/// A demonstration signs citizens in through the simulated e-identity and is in a hurry.
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

/// `motcua simulate`.
///
/// # Errors
/// Whatever kept the year from being played to its end.
pub async fn simulate(simulate: Simulate) -> Result<(), Failure> {
    let plan = planned(&simulate.play)?;
    let _held = folder::hold(&simulate.data)?;
    let file = &simulate.admin_password_file;
    let password = std::fs::read_to_string(file).map_err(|cause| format!("cannot read {}: {cause}", file.display()))?;
    let stage = Stage {
        gateway: simulate.gateway.trim_end_matches('/').to_owned(),
        control: simulate.control.iter().map(|url| url.trim_end_matches('/').to_owned()).collect(),
        admin_password: password.trim().to_owned(),
        data: simulate.data.clone(),
        progress: None,
        catalogue: seed::catalogue(),
        patience: Stage::PATIENCE,
    };
    let outcome = run::play(Arc::new(plan), stage).await?;
    print(&outcome, simulate.play.json)
}
