//! Routing as a process of its own.

use motcua_messaging::{Definition, StartError, run_main};

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let definition =
        Definition { name: motcua_routing::NAME, hears: motcua_routing::HEARS, build: motcua_routing::build };
    run_main::<motcua_routing::Migrator, _, _>(definition).await
}
