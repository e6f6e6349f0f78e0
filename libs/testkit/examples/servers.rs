//! Starts a throw-away broker and database and waits for its input to end: the process that a test kills, to see
//! that no server outlives it.

use std::io::Read;

use motcua_testkit::{Engine, Nats, fresh};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

struct Nothing;

impl MigratorTrait for Nothing {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

#[tokio::main]
async fn main() {
    let nats = Nats::start().await;
    println!("at {}", nats.url);
    // A server that TEST_PG_URL names is not ours to end.
    if std::env::var_os("TEST_PG_URL").is_none() {
        println!("at {}", fresh::<Nothing>(Engine::Postgres).await.url);
    }
    println!("at work");
    std::io::stdin().read_to_end(&mut Vec::new()).expect("an end");
}
