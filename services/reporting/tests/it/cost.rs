//! What an ordinary dossier costs: every event of the platform comes by here, so each write is paid a hundred thousand
//! times a year.

use motcua_contracts::Event;
use motcua_testkit::Engine;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::events::{accepted, collected, completed, demanded, opened_in, paid, rated, returned, started, submitted};
use crate::office::{Office, PLANNING};

const DUE: &str = "2022-03-17 17:00";
const AT: &str = "2022-03-14 08:00";

/// Counts from now on what is written to the tables of dossiers: a row each for every row inserted or changed.
async fn count_writes(office: &Office) {
    let tx = office.rig.database.db.begin().await.expect("a transaction");
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

async fn written(office: &Office) -> i64 {
    office.rig.assert_clean().await;
    let count = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) FROM written");
    let row = office.rig.database.db.read().query_one_raw(count).await.expect("a count").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// How many writes an event costs.
async fn cost<M: Event>(office: &Office, id: Uuid, event: &M) -> i64 {
    let before = written(office).await;
    office.says(id, AT, event).await;
    written(office).await - before
}

#[tokio::test]
async fn an_ordinary_dossier_is_written_no_more_often_than_its_timeline_needs() {
    let office = Office::open(Engine::Sqlite).await;
    count_writes(&office).await;
    let (id, unit) = (Uuid::now_v7(), format!("{PLANNING}.02"));
    let mut costs = vec![
        ("submitted", cost(&office, id, &submitted(id, PLANNING, "online")).await),
        ("accepted", cost(&office, id, &accepted(id, PLANNING, "online", DUE)).await),
        ("started", cost(&office, id, &started(id, DUE)).await),
    ];
    for _ in 0..3 {
        costs.push(("step", cost(&office, id, &opened_in(id, &unit, DUE)).await));
    }
    costs.push(("completed", cost(&office, id, &completed(id, DUE)).await));
    costs.push(("returned", cost(&office, id, &returned(id)).await));
    costs.push(("rated", cost(&office, id, &rated(id, "satisfied")).await));
    costs.push(("collected", cost(&office, id, &collected(id, 10_000, "online")).await));
    costs.push(("demanded", cost(&office, id, &demanded(id, id)).await));
    costs.push(("paid", cost(&office, id, &paid(id, id, AT)).await));
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
