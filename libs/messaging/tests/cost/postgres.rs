//! The measurement on PostgreSQL.

use motcua_kit::Db;
use motcua_testkit::{Engine, fresh};

use super::ledger::{self, Migrator};
use super::process::{Cost, Counters, count};
use super::proxy::Proxy;

/// What a command costs this process; the server's part is not in it.
pub async fn measure(commands: usize, concurrency: usize) -> Cost {
    let database = fresh::<Migrator>(Engine::Postgres).await;
    let accounts = ledger::open(&database.db, commands).await;
    let resources = ledger::resources(&database.db);
    let before = Counters::now();
    ledger::run(&resources, &accounts, commands, concurrency).await;
    before.per_command(commands)
}

/// How often a command waits for the server, and how often the pool tests a connection meanwhile.
pub async fn round_trips(commands: usize) -> (f64, f64) {
    let database = fresh::<Migrator>(Engine::Postgres).await;
    let accounts = ledger::open(&database.db, commands).await;
    let (user, place) = database.url.split_once('@').expect("an address with a user");
    let (server, name) = place.split_once('/').expect("a database");
    let proxy = Proxy::start(server.to_owned()).await;
    let db = Db::connect(&format!("{user}@{}/{name}", proxy.address), 4).await.expect("a connection through the proxy");
    let resources = ledger::resources(&db);
    // Connections are opened and statements prepared before the count begins.
    ledger::run(&resources, &accounts, 16, 1).await;
    let before = (proxy.round_trips(), proxy.pings());
    ledger::run(&resources, &accounts, commands, 1).await;
    let per_command = |trips: u64| f64::from(u32::try_from(trips).expect("a count")) / count(commands);
    (per_command(proxy.round_trips() - before.0), per_command(proxy.pings() - before.1))
}
