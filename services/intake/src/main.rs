//! Intake as a process of its own.

use std::process::ExitCode;

use motcua_kit::config::Settings;
use motcua_messaging::{Definition, Env, Service, StartError, run_main};
use motcua_payments::OnlineCheckout;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition { name: motcua_intake::NAME, subscribes_to: motcua_intake::SUBSCRIBES_TO, build };
    run_main::<motcua_intake::Migrator, _, _>(definition).await
}

async fn build(env: Env) -> Result<Service, StartError> {
    let online = OnlineCheckout::from_settings(&Settings::load()?).map_err(std::io::Error::other)?;
    motcua_intake::build_with(env, online).await
}
