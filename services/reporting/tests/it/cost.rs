//! The cost of an ordinary dossier: reporting handles every event of the platform, so each write happens a hundred
//! thousand times a year.

use motcua_contracts::Event;
use motcua_testkit::Engine;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::events::{accepted, collected, completed, demanded, opened_in, paid, rated, returned, started, submitted};
use crate::fixture::{Fixture, PLANNING};

const DUE: &str = "2022-03-17 17:00";
const AT: &str = "2022-03-14 08:00";

/// Counts from now on the rows that are inserted or updated in the tables of dossiers.
async fn count_writes(fixture: &Fixture) {
    let tx = fixture.service.database.db.begin().await.expect("a transaction");
    tx.db().execute_unprepared("CREATE TABLE written (place TEXT)").await.expect("a table");
    for table in ["dossier", "timeline", "opinion", "payment", "rating"] {
        for action in ["INSERT", "UPDATE"] {
            let trigger = format!(
                "CREATE TRIGGER count_{table}_{action} AFTER {action} ON {table} \
                 BEGIN INSERT INTO written VALUES ('{table}'); END"
            );
            tx.db().execute_unprepared(&trigger).await.expect("a trigger");
        }
    }
    tx.commit().await.expect("triggers");
}

async fn written(fixture: &Fixture) -> i64 {
    fixture.service.assert_clean().await;
    let count = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) AS writes FROM written");
    let row = fixture.service.database.db.read().query_one_raw(count).await.expect("a count").expect("a row");
    row.try_get("", "writes").expect("a number")
}

/// The number of writes of an event.
async fn cost<M: Event>(fixture: &Fixture, id: Uuid, event: &M) -> i64 {
    let before = written(fixture).await;
    fixture.publish(id, AT, event).await;
    written(fixture).await - before
}

#[tokio::test]
async fn the_events_of_a_dossier_write_a_fixed_number_of_rows() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    count_writes(&fixture).await;
    let (id, unit) = (Uuid::now_v7(), format!("{PLANNING}.02"));
    let mut costs = vec![
        ("submitted", cost(&fixture, id, &submitted(id, PLANNING, "online")).await),
        ("accepted", cost(&fixture, id, &accepted(id, PLANNING, "online", DUE)).await),
        ("started", cost(&fixture, id, &started(id, DUE)).await),
    ];
    for _ in 0..3 {
        costs.push(("step", cost(&fixture, id, &opened_in(id, &unit, DUE)).await));
    }
    costs.push(("completed", cost(&fixture, id, &completed(id, DUE)).await));
    costs.push(("returned", cost(&fixture, id, &returned(id)).await));
    costs.push(("rated", cost(&fixture, id, &rated(id, "satisfied")).await));
    costs.push(("collected", cost(&fixture, id, &collected(id, 10_000, "online")).await));
    costs.push(("demanded", cost(&fixture, id, &demanded(id, id)).await));
    costs.push(("paid", cost(&fixture, id, &paid(id, id, AT)).await));
    let most = [
        ("submitted", 1),
        ("accepted", 2),
        ("started", 2),
        ("step", 1),
        ("step", 1),
        ("step", 1),
        ("completed", 2),
        ("returned", 1),
        ("rated", 1),
        ("collected", 1),
        ("demanded", 1),
        ("paid", 1),
    ];
    assert_eq!(costs, most);
}
