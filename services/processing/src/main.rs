//! Processing as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_processing::NAME, hears: motcua_processing::HEARS, build: motcua_processing::build };
    run_main::<motcua_processing::Migrator, _, _>(definition).await
}
