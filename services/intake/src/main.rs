//! Intake as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition = Definition { name: motcua_intake::NAME, hears: motcua_intake::HEARS, build: motcua_intake::build };
    run_main::<motcua_intake::Migrator, _, _>(definition).await
}
