//! Results as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition = Definition {
        name: motcua_results::NAME,
        subscribes_to: motcua_results::SUBSCRIBES_TO,
        build: motcua_results::build,
    };
    run_main::<motcua_results::Migrator, _, _>(definition).await
}
