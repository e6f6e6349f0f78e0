//! Intake as a process of its own.

use motcua_kit::config::Settings;
use motcua_messaging::{Definition, Env, Service, StartError, run_main};
use motcua_payments::Online;

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition = Definition { name: motcua_intake::NAME, hears: motcua_intake::HEARS, build };
    run_main::<motcua_intake::Migrator, _, _>(definition).await
}

async fn build(env: Env) -> Result<Service, StartError> {
    let online = Online::of(&Settings::load()?).map_err(std::io::Error::other)?;
    motcua_intake::build_with(env, online).await
}
