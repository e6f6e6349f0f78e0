//! Results as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_results::NAME, hears: motcua_results::HEARS, build: motcua_results::build };
    run_main::<motcua_results::Migrator, _, _>(definition).await
}
