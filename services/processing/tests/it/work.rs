//! Claiming and completing the work of a step.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::processing::{TaskClaimed, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyPaused, JourneyStopped, StepOpened};
use motcua_testkit::service::key;
use motcua_testkit::{Shape, on_both};
use serde_json::json;

use crate::fixture::{Fixture, WORK, path, work_step};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn an_officer_claims_and_completes_a_task() {
    on_both(|engine| claim_and_complete(engine.into())).await;
}

#[tokio::test]
async fn claim_and_completion_work_over_nats() {
    claim_and_complete(Shape::CLUSTER).await;
}

async fn claim_and_complete(shape: Shape) {
    let fixture = Fixture::in_shape(shape).await;
    let dossier = fixture.dossier(DUE).await;
    let claimed = fixture.claim(&fixture.mai, dossier).await.expect(200);
    assert_eq!((&claimed["state"], &claimed["claimedByMe"]), (&json!("claimed"), &json!(true)));
    assert_eq!(claimed["dueAt"], "2022-03-18T10:00:00Z");
    let done = fixture.complete(&fixture.mai, dossier).await.expect(200);
    assert_eq!((&done["state"], &done["claimedByMe"]), (&json!("done"), &json!(false)));
    assert_eq!(fixture.published().await, ["task.claimed", "task.completed"]);
    let completed = &fixture.service.published_of::<TaskCompleted>()[0];
    assert_eq!((&completed.dossier_id, completed.step_number), (&dossier.to_string(), WORK));
}

#[tokio::test]
async fn a_task_is_claimed_once() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        assert_eq!(fixture.claim(&fixture.an, dossier).await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.published().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn of_two_concurrent_claims_one_succeeds() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let both = tokio::join!(fixture.claim(&fixture.mai, dossier), fixture.claim(&fixture.an, dossier));
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<TaskClaimed>().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_claimer_completes_a_task() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        assert_eq!(fixture.complete(&fixture.mai, dossier).await.expect(409)["code"], "conflict-state");
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        assert_eq!(fixture.complete(&fixture.an, dossier).await.expect(403)["code"], "forbidden");
        assert_eq!(fixture.published().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn a_completion_repeated_with_another_note_is_refused() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        let complete = async |note: &str| {
            fixture.command(&fixture.mai, dossier, WORK, "completion", json!({ "note": note })).await
        };
        let done = complete("Đủ điều kiện, trình ký").await.expect(200);
        assert_eq!(complete("Đủ điều kiện, trình ký").await.expect(200), done);
        assert_eq!(complete("Thiếu một chữ ký").await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.published().await, ["task.claimed", "task.completed"]);
    })
    .await;
}

#[tokio::test]
async fn a_step_with_an_unreadable_applicant_is_rejected() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        let step = StepOpened { applicant_account: "Lò Thị Mai".into(), ..work_step(dossier, DUE) };
        fixture.service.publish(dossier.0, &step).await;
        assert_eq!(fixture.service.settle_with(0).await.dead, 1);
    })
    .await;
}

#[tokio::test]
async fn a_retry_with_the_same_key_returns_the_stored_response() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let (route, key) = (path(dossier, WORK, "claim"), key());
        let first = fixture.service.post(&route, &fixture.mai, &key, &json!({})).await;
        let again = fixture.service.post(&route, &fixture.mai, &key, &json!({})).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(first.expect(200), again.expect(200));
        assert_eq!(fixture.published().await, ["task.claimed"]);
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_journey_closes_its_open_tasks() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (stopped, completed) = (fixture.dossier(DUE).await, fixture.dossier(DUE).await);
        fixture
            .service
            .publish(stopped.0, &JourneyStopped { dossier_id: stopped.to_string(), ..Default::default() })
            .await;
        let end = JourneyCompleted { dossier_id: completed.to_string(), ..JourneyCompleted::default() };
        fixture.service.publish(completed.0, &end).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.listed(&fixture.mai, "").await, Vec::<String>::new());
        assert_eq!(fixture.listed(&fixture.mai, "state=closed").await.len(), 2);
        assert_eq!(fixture.claim(&fixture.mai, stopped).await.expect(409)["code"], "conflict-state");
    })
    .await;
}

#[tokio::test]
async fn a_step_opened_twice_is_one_task() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.open_step(dossier, &work_step(dossier, DUE)).await;
        assert_eq!(fixture.listed(&fixture.mai, "state=claimed").await.len(), 1);
    })
    .await;
}

/// A newer release may know the value, so the events wait for its deployment; other dossiers go on.
#[tokio::test]
async fn events_with_unknown_enum_values_are_parked_and_not_dead() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (known, paused) = (fixture.dossier(DUE).await, fixture.dossier(DUE).await);
        for (kind, role) in [("inspect", "dept_officer"), ("work", "inspector")] {
            let dossier = DossierId::mint();
            let step = StepOpened { kind: kind.into(), role: role.into(), ..work_step(dossier, DUE) };
            fixture.service.publish(dossier.0, &step).await;
        }
        let pause = JourneyPaused { dossier_id: paused.to_string(), status: 42 };
        fixture.service.publish(paused.0, &pause).await;
        assert_eq!(fixture.service.settle_with(3).await.dead, 0);
        fixture.claim(&fixture.mai, known).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_issues_the_result_is_no_task_here() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        let mut step = work_step(dossier, DUE);
        step.kind = "issue".into();
        fixture.open_step(dossier, &step).await;
        assert_eq!(fixture.listed(&fixture.mai, "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_validation_problem_lists_every_wrong_field() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let body = json!({"note": "", "mood": "good"});
        let answer = fixture.command(&fixture.mai, dossier, WORK, "completion", body).await;
        assert_eq!(answer.wrong_fields(), ["/mood", "/note"]);
        let body = json!({"reason": "x", "papers": [""], "deadline": "soon"});
        let answer = fixture.command(&fixture.mai, dossier, WORK, "supplement-request", body).await;
        assert_eq!(answer.wrong_fields(), ["/deadline", "/papers/0", "/reason"]);
        let answer = fixture.command(&fixture.mai, dossier, WORK, "supplement-request", json!({"papers": []})).await;
        assert_eq!(answer.wrong_fields(), ["/deadline", "/papers", "/reason"]);
    })
    .await;
}

#[tokio::test]
async fn a_command_with_a_stale_if_match_changes_nothing() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let task = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let read = fixture.service.get(&task, &fixture.mai).await;
        let etag = read.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let claimed = fixture.service.command_if(&path(dossier, WORK, "claim"), &fixture.mai, &etag, &json!({})).await;
        assert_eq!((claimed.status.as_u16(), claimed.header("etag")), (200, "\"2\""));
        let stale =
            fixture.service.command_if(&path(dossier, WORK, "completion"), &fixture.mai, &etag, &json!({})).await;
        assert_eq!(stale.expect(412)["code"], "precondition-failed");
        let read = fixture.service.get(&task, &fixture.mai).await;
        assert_eq!((read.header("etag"), &read.json), ("\"2\"", &claimed.json));
        assert_eq!(fixture.published().await, ["task.claimed"]);
    })
    .await;
}
