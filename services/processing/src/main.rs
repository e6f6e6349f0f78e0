//! Processing as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition = Definition {
        name: motcua_processing::NAME,
        subscribes_to: motcua_processing::SUBSCRIBES_TO,
        build: motcua_processing::build,
    };
    run_main::<motcua_processing::Migrator, _, _>(definition).await
}
