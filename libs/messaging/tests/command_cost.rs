//! What a command costs the database: round trips, context switches, pages and bytes, and how many commands it takes
//! beside a loop that only writes the same rows. Counts are asserted; times are printed alone, and only their ratio
//! within one run is comparable. `make bench` runs it long and optimised.

mod cost;

use motcua_testkit::Engine;

use cost::{ledger, postgres, sqlite};

/// Commands that run at once, as requests of many callers do.
const CONCURRENCY: usize = 64;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let is_long = std::env::args().any(|argument| argument == "--long");
    let commands = if is_long { 30_000 } else { 3_000 };
    println!(
        "{commands} commands, {CONCURRENCY} at once: read an aggregate, decide, write row, version, history, event and answer"
    );
    let embedded = sqlite::measure(commands, CONCURRENCY).await;
    println!("SQLite      {embedded}");
    let raw = sqlite::raw_loop(&embedded.database, commands, CONCURRENCY);
    println!("raw loop    {raw:.0} of the same writes a second; ratio {:.2}", embedded.per_second() / raw);
    let server = postgres::measure(commands, CONCURRENCY).await;
    println!("PostgreSQL  {server}");
    let (trips, pings) = postgres::round_trips(200).await;
    println!("PostgreSQL  {trips:.2} round trips per command, {pings:.2} pings of the pool that it does not wait for");
    assert!(embedded.switches <= 12.0, "more than 12 voluntary context switches per command on {:?}", Engine::Sqlite);
    assert!(embedded.pages <= 15.0, "more than 15 pages per command on {:?}", Engine::Sqlite);
    assert!(trips <= 3.0, "more than 3 round trips per command on {:?}", Engine::Postgres);
    let written = ledger::rows(&embedded.database.db).await;
    assert_eq!(written, ledger::Rows::of_commands(commands), "every command wrote its rows once");
}
