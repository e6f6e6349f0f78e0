//! The catalogue as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_catalogue::NAME, hears: motcua_catalogue::HEARS, build: motcua_catalogue::build };
    run_main::<motcua_catalogue::Migrator, _, _>(definition).await
}
