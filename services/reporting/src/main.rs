//! Reporting as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_reporting::NAME,
        subscribes_to: motcua_reporting::SUBSCRIBES_TO,
        build: motcua_reporting::build,
    };
    run_main::<motcua_reporting::Migrator, _, _>(definition).await
}
