//! The statements that docs/how-to/parked-events.md gives to operators work as the page describes.

use motcua_testkit::{Engine, eventually, on_both};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::fixture::{Behaviour, Probe, intake, routing};

const PAGE: &str = include_str!("../../../../docs/how-to/parked-events.md");

/// A statement block of the page: to list, to release, or to skip.
fn statements(place: usize, engine: Engine, event: Uuid) -> String {
    let blocks: Vec<&str> =
        PAGE.split("\n```sql\n").skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0)).collect();
    assert_eq!(blocks.len(), 3, "blocks of the page");
    let id = match engine {
        Engine::Postgres => format!("'{event}'"),
        Engine::Sqlite => format!("x'{}'", event.simple()),
    };
    blocks[place].replace("'EVENT'", &id)
}

/// A probe where the first of two events of a dossier is dead.
async fn blocked(engine: Engine) -> (Probe, Uuid, Uuid) {
    let (probe, dossier) = (Probe::start(engine).await, Uuid::now_v7());
    probe.script("1", Behaviour::Reject);
    let dead = probe.service.publish(dossier, &intake("1")).await.id;
    probe.service.publish(dossier, &intake("2")).await;
    assert_eq!(probe.service.settle_with(1).await.dead, 1);
    probe.unscript("1");
    (probe, dossier, dead)
}

async fn execute(probe: &Probe, statements: &str) {
    probe.service.database.db.read().execute_unprepared(statements).await.expect("the statements of the page");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_event_and_those_behind_it_are_applied() {
    on_both(|engine| async move {
        let (probe, dossier, dead) = blocked(engine).await;
        execute(&probe, &statements(0, engine, dead)).await;
        execute(&probe, &statements(1, engine, dead)).await;
        eventually("both applied", || async { (probe.effects(dossier).await == ["1", "2"]).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_skipped_event_those_that_follow_are_applied() {
    on_both(|engine| async move {
        let (probe, dossier, dead) = blocked(engine).await;
        execute(&probe, &statements(2, engine, dead)).await;
        eventually("the second applied", || async { (probe.effects(dossier).await == ["2"]).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_event_is_applied_although_the_cursors_were_remembered() {
    on_both(|engine| async move {
        let (probe, dossier, dead) = blocked(engine).await;
        probe.service.publish(dossier, &routing("between")).await;
        eventually("it is applied", || async { (probe.effects(dossier).await == ["between"]).then_some(()) }).await;
        execute(&probe, &statements(1, engine, dead)).await;
        let all = ["between", "1", "2"];
        eventually("all are applied", || async { (probe.effects(dossier).await == all).then_some(()) }).await;
        probe.service.assert_clean().await;
    })
    .await;
}
