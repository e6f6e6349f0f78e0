//! Claiming and completing the work of a step.

use motcua_contracts::ids::TaskId;
use motcua_contracts::processing::{TaskClaimed, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyStopped};
use motcua_testkit::service::key;
use motcua_testkit::{Shape, on_both};
use serde_json::json;

use crate::office::{Office, WORK, path, work_step};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn an_officer_claims_and_completes_a_task() {
    on_both(|engine| claim_and_complete(engine.into())).await;
}

#[tokio::test]
async fn it_works_the_same_over_nats() {
    claim_and_complete(Shape::CLUSTER).await;
}

async fn claim_and_complete(shape: Shape) {
    let office = Office::in_shape(shape).await;
    let dossier = office.dossier(DUE).await;
    let claimed = office.claim(&office.mai, dossier).await.expect(200);
    assert_eq!((&claimed["state"], &claimed["claimedByMe"]), (&json!("claimed"), &json!(true)));
    assert_eq!(claimed["dueAt"], "2022-03-18T10:00:00Z");
    let done = office.complete(&office.mai, dossier).await.expect(200);
    assert_eq!((&done["state"], &done["claimedByMe"]), (&json!("done"), &json!(false)));
    assert_eq!(office.said().await, ["task.claimed", "task.completed"]);
    let completed = &office.rig.heard_of::<TaskCompleted>()[0];
    assert_eq!((&completed.dossier_id, completed.step_number), (&dossier.to_string(), WORK));
}

#[tokio::test]
async fn a_task_is_claimed_once() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.claim(&office.mai, dossier).await.expect(200);
        assert_eq!(office.claim(&office.an, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(office.said().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_claim_at_once_one_gets_the_task() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let both = tokio::join!(office.claim(&office.mai, dossier), office.claim(&office.an, dossier));
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<TaskClaimed>().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn only_who_claimed_a_task_completes_it() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        assert_eq!(office.complete(&office.mai, dossier).await.expect(409)["code"], "conflict-state");
        office.claim(&office.mai, dossier).await.expect(200);
        assert_eq!(office.complete(&office.an, dossier).await.expect(403)["code"], "forbidden");
        assert_eq!(office.said().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn a_repeat_with_the_same_key_gets_the_same_answer() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let (route, key) = (path(dossier, WORK, "claim"), key());
        let first = office.rig.post(&route, &office.mai, &key, &json!({})).await;
        let again = office.rig.post(&route, &office.mai, &key, &json!({})).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(first.expect(200), again.expect(200));
        assert_eq!(office.said().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_journey_closes_what_is_open() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (stopped, completed) = (office.dossier(DUE).await, office.dossier(DUE).await);
        office.rig.say(stopped.0, &JourneyStopped { dossier_id: stopped.to_string(), ..Default::default() }).await;
        let end = JourneyCompleted { dossier_id: completed.to_string(), ..JourneyCompleted::default() };
        office.rig.say(completed.0, &end).await;
        office.rig.assert_clean().await;
        assert_eq!(office.listed(&office.mai, "").await, Vec::<String>::new());
        assert_eq!(office.listed(&office.mai, "state=closed").await.len(), 2);
        assert_eq!(office.claim(&office.mai, stopped).await.expect(409)["code"], "conflict-state");
    })
    .await;
}

#[tokio::test]
async fn a_step_opened_twice_is_one_task() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.open_step(dossier, &work_step(dossier, DUE)).await;
        assert_eq!(office.listed(&office.mai, "state=claimed").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_issues_the_result_is_no_task_here() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = motcua_contracts::ids::DossierId::mint();
        let mut step = work_step(dossier, DUE);
        step.kind = "issue".into();
        office.open_step(dossier, &step).await;
        assert_eq!(office.listed(&office.mai, "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_body_that_breaks_the_schema_names_every_field() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let body = json!({"note": "", "mood": "good"});
        let answer = office.command(&office.mai, dossier, WORK, "completion", body).await;
        assert_eq!(answer.wrong_fields(), ["/mood", "/note"]);
        let body = json!({"reason": "x", "papers": [""], "deadline": "soon"});
        let answer = office.command(&office.mai, dossier, WORK, "supplement-request", body).await;
        assert_eq!(answer.wrong_fields(), ["/deadline", "/papers/0", "/reason"]);
        let answer = office.command(&office.mai, dossier, WORK, "supplement-request", json!({"papers": []})).await;
        assert_eq!(answer.wrong_fields(), ["/deadline", "/papers", "/reason"]);
    })
    .await;
}

#[tokio::test]
async fn a_command_that_insists_on_an_old_version_changes_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let task = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let read = office.rig.get(&task, &office.mai).await;
        let etag = read.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let claimed = office.rig.command_if(&path(dossier, WORK, "claim"), &office.mai, &etag, &json!({})).await;
        assert_eq!((claimed.status.as_u16(), claimed.header("etag")), (200, "\"2\""));
        let stale = office.rig.command_if(&path(dossier, WORK, "completion"), &office.mai, &etag, &json!({})).await;
        assert_eq!(stale.expect(412)["code"], "precondition-failed");
        let read = office.rig.get(&task, &office.mai).await;
        assert_eq!((read.header("etag"), &read.json), ("\"2\"", &claimed.json));
        assert_eq!(office.said().await, ["task.claimed"]);
    })
    .await;
}
