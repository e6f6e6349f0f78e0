//! The catalogue as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_catalogue::NAME,
        subscribes_to: motcua_catalogue::SUBSCRIBES_TO,
        build: motcua_catalogue::build,
    };
    run_main::<motcua_catalogue::Migrator, _, _>(definition).await
}
