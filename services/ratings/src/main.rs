//! Ratings as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_ratings::NAME,
        subscribes_to: motcua_ratings::SUBSCRIBES_TO,
        build: motcua_ratings::build,
    };
    run_main::<motcua_ratings::Migrator, _, _>(definition).await
}
