//! Routing as a process of its own.

use std::process::ExitCode;

use motcua_messaging::{Definition, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let definition = Definition {
        name: motcua_routing::NAME,
        subscribes_to: motcua_routing::SUBSCRIBES_TO,
        build: motcua_routing::build,
    };
    run_main::<motcua_routing::Migrator, _, _>(definition).await
}
