//! `motcua`: the whole platform in one process, and its command line.

use std::process::ExitCode;

use clap::Parser;
use motcua::cli::{Cli, Command};
use motcua::failure::Failure;
use motcua_kit::config::Settings;
use motcua_kit::process::exit_code;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    exit_code("motcua", run(Cli::parse().command).await)
}

async fn run(command: Command) -> Result<(), Failure> {
    let settings = Settings::load()?;
    match command {
        Command::Demo(demo) => motcua::demo::run(demo, settings).await,
        Command::Serve(serve) => motcua::serve::run(&serve, settings).await,
        Command::Report(report) => motcua::report::run(&report).await,
        Command::Doctor(doctor) => motcua::doctor::run(&doctor).await,
        Command::Simulate(simulate) => motcua::simulate::run(simulate).await,
        Command::Openapi => motcua::openapi::run(settings).await,
    }
}
