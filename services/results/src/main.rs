//! Results as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_results::NAME,
        subscribes_to: motcua_results::SUBSCRIBES_TO,
        build: motcua_results::build,
    };
    run_main::<motcua_results::Migrator, _, _>(definition).await
}
