//! What the tests rest on: databases of their own, servers that end with them, tokens that are verified.

use motcua_kit::db::SchemaState;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};

use motcua_kit::{Clock, idempotency};
use motcua_office::Role;
use motcua_testkit::{Engine, Issuer, Nats, eventually, fresh, on_both};
use sea_orm::ConnectionTrait;
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use uuid::Uuid;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(idempotency::Tables)]
    }
}

#[tokio::test]
async fn each_test_database_is_migrated_and_separate() {
    on_both(|engine| async move {
        let [one, other] = [fresh::<Migrator>(engine).await, fresh::<Migrator>(engine).await];
        let made = one.db.read().execute_unprepared("CREATE TABLE mine (id integer)").await;
        made.expect("a table");
        for (database, found) in [(&one, true), (&other, false)] {
            let again = database.again().await;
            assert_eq!(again.schema_state::<Migrator>().await.expect("a state"), SchemaState::Fits);
            let look = again.read().execute_unprepared("SELECT * FROM mine").await;
            assert_eq!(look.is_ok(), found);
        }
    })
    .await;
}

#[tokio::test]
async fn the_folder_of_a_sqlite_file_is_deleted_with_it() {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    let folder = database.folder().expect("a folder").to_owned();
    assert!(folder.join("test.db").exists());
    drop(database);
    assert!(!folder.exists());
}

#[tokio::test]
async fn a_token_is_verified_by_its_own_issuer() {
    let (issuer, id) = (Issuer::new(Clock::System), Uuid::now_v7());
    let token = issuer.bearer(id, &[Role::DeptHead], Some("H35.05.02"));
    let mut headers = axum::http::HeaderMap::new();
    let value = format!("Bearer {token}").parse().expect("a header");
    headers.insert("authorization", value);
    let actor = issuer.verifier().actor(&headers).expect("an actor");
    assert_eq!((actor.id, actor.unit.as_deref(), actor.is(Role::DeptHead)), (id, Some("H35.05.02"), true));
    assert!(Issuer::new(Clock::System).verifier().actor(&headers).is_err());
}

#[tokio::test]
async fn a_broker_ends_when_dropped() {
    let nats = Nats::start().await;
    let address = address(&nats.url);
    assert!(TcpStream::connect(address).is_ok());
    drop(nats);
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn a_killed_test_leaves_no_server_behind() {
    // Cargo puts examples beside the folder of the tests.
    let here = std::env::current_exe().expect("this program");
    let examples = here.ancestors().nth(2).expect("a build folder").join("examples");
    let mut child =
        Command::new(examples.join("servers")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let urls: Vec<String> = lines.take_while(|line| line != "at work").filter(|line| line.starts_with("at ")).collect();
    let alive = |url: &String| TcpStream::connect(address(url)).is_ok();
    assert!(!urls.is_empty() && urls.iter().all(alive), "{urls:?}");
    child.kill().expect("a signal that cannot be caught");
    child.wait().expect("its end");
    eventually("the servers end", || async { (!urls.iter().any(alive)).then_some(()) }).await;
}

fn address(url: &str) -> SocketAddr {
    let rest = url.rsplit_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    rest.split('/').next().and_then(|address| address.parse().ok()).expect("an address")
}
