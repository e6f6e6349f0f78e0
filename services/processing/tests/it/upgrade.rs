//! Dossiers of an earlier release after the migrations of this one.

use motcua_processing::Migrator;
use motcua_testkit::database::{TestDb, fresh};
use motcua_testkit::on_both;
use sea_orm::sea_query::DynIden;
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// The tables as they were before dossiers stored whether a decision stands.
struct Before;

#[async_trait::async_trait]
impl MigratorTrait for Before {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let all = Migrator::migrations().into_iter();
        all.take_while(|migration| migration.name() != "m20261201_000301_dossier_state").collect()
    }

    fn migration_table_name() -> DynIden {
        Migrator::migration_table_name()
    }
}

/// A task of the dossier with this last digit.
async fn insert_task(db: &TestDb, id: u8, dossier: u8, kind: &str, state: &str) {
    let ended = if state == "done" { "'2022-03-14 01:00:00+00:00'" } else { "NULL" };
    let (id, dossier) = (uuid(db, id), uuid(db, dossier));
    let task = format!(
        "INSERT INTO task (id, dossier_id, code, procedure_id, agency, step_number, kind, name, unit, role, due_at, \
         dossier_due_at, state, stage, withdrawing, opened_at, ended_at) VALUES ({id}, {dossier}, 'c', {dossier}, \
         'H35.05', 2, '{kind}', 'n', 'H35.05.04', 'dept_officer', '2022-03-14 01:00:00+00:00', \
         '2022-03-14 01:00:00+00:00', '{state}', '{{}}', FALSE, '2022-03-14 01:00:00+00:00', {ended})"
    );
    db.db.read().execute_unprepared(&task).await.expect("a task");
}

/// An id as each engine writes it.
fn uuid(db: &TestDb, last: u8) -> String {
    match db.db.backend() {
        sea_orm::DbBackend::Postgres => format!("'00000000-0000-0000-0000-0000000000{last:02}'"),
        _ => format!("X'000000000000000000000000000000{last:02}'"),
    }
}

#[tokio::test]
async fn a_decision_of_an_earlier_release_stands_unless_the_dossier_was_reopened() {
    on_both(|engine| async move {
        let db = fresh::<Before>(engine).await;
        let known = format!("INSERT INTO work (dossier_id, over) VALUES ({}, FALSE)", uuid(&db, 1));
        db.db.read().execute_unprepared(&known).await.expect("a dossier");
        for (id, dossier, kind, state) in [
            (1, 1, "work", "done"),
            (2, 1, "approve", "done"),
            (3, 2, "approve", "done"),
            (4, 3, "approve", "done"),
            (5, 3, "work", "open"),
            (6, 4, "work", "done"),
        ] {
            insert_task(&db, id, dossier, kind, state).await;
        }
        db.db.migrate::<Migrator>().await.expect("the migrations of this release");
        let sql = "SELECT dossier_id FROM dossier WHERE decided ORDER BY dossier_id";
        let rows = db.db.read().query_all_raw(Statement::from_string(db.db.backend(), sql)).await.expect("rows");
        let decided: Vec<u128> =
            rows.iter().map(|row| row.try_get::<uuid::Uuid>("", "dossier_id").expect("an id").as_u128()).collect();
        assert_eq!(decided, [1, 2]);
    })
    .await;
}
