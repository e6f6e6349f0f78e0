//! Ratings as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_ratings::NAME, hears: motcua_ratings::HEARS, build: motcua_ratings::build };
    run_main::<motcua_ratings::Migrator, _, _>(definition).await
}
