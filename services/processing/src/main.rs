//! Processing as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_processing::NAME,
        subscribes_to: motcua_processing::SUBSCRIBES_TO,
        build: motcua_processing::build,
    };
    run_main::<motcua_processing::Migrator, _, _>(definition).await
}
