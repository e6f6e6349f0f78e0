//! Reporting as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_reporting::NAME, hears: motcua_reporting::HEARS, build: motcua_reporting::build };
    run_main::<motcua_reporting::Migrator, _, _>(definition).await
}
