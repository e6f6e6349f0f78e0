//! Events of routing during the work: moved to another unit, reopened, or ended at the same time.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::processing::ResultDecided;
use motcua_contracts::routing::{JourneyCompleted, JourneyMoved, JourneyReopened, JourneyRerouted};
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{
    APPROVAL, DIVISION, Fixture, LEADERSHIP, WORK, agency_of, approval_step, in_round, path, path_in, publish_agency,
    work_step,
};

const DUE: &str = "2022-03-18 17:00";
const ELSEWHERE: &str = "H35.07.01";

fn officer(fixture: &Fixture, unit: &str) -> String {
    fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(unit))
}

async fn complete_journey(fixture: &Fixture, dossier: DossierId) {
    let end = JourneyCompleted { dossier_id: dossier.to_string(), ..JourneyCompleted::default() };
    fixture.service.publish(dossier.0, &end).await;
}

async fn reopen(fixture: &Fixture, dossier: DossierId) {
    let back = JourneyReopened { dossier_id: dossier.to_string(), ..JourneyReopened::default() };
    fixture.service.publish(dossier.0, &back).await;
    fixture.service.assert_clean().await;
}

async fn stop(fixture: &Fixture, dossier: DossierId) {
    let body = json!({"cause": "other", "reason": "Người nộp đã mất"});
    fixture.command(&fixture.leader, dossier, WORK, "stop", body).await.expect(200);
}

#[tokio::test]
async fn moved_work_is_open_and_unclaimed_in_the_other_unit() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.move_work(dossier, DIVISION, ELSEWHERE).await;
        assert!(fixture.listed(&fixture.mai, "").await.is_empty());
        fixture.complete(&fixture.mai, dossier).await.expect(404);
        let other = officer(&fixture, ELSEWHERE);
        let moved = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let task = fixture.service.get(&moved, &other).await.expect(200);
        assert_eq!((&task["unit"], &task["state"]), (&json!(ELSEWHERE), &json!("open")));
        fixture.claim(&other, dossier).await.expect(200);
        fixture.complete(&other, dossier).await.expect(200);
        let path = format!("/v1/dossiers/{dossier}/history/processing");
        let history = fixture.service.get(&path, &fixture.leader).await.expect(200);
        let names: Vec<_> = history["items"].as_array().expect("a list").iter().map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["opened", "claimed", "moved", "claimed", "completed"]);
    })
    .await;
}

#[tokio::test]
async fn the_leader_of_a_successor_leads_dossiers_of_the_ended_agency() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let new_leader = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.07.02"));
        let extend = async || {
            let body = json!({"reason": "Sáp nhập cơ quan, hồ sơ đang bàn giao", "promisedOn": "2022-04-20"});
            fixture.command(&new_leader, dossier, WORK, "extension", body).await
        };
        let (valid_to, successor) = ("2022-03-14".to_owned(), "H35.07".to_owned());
        publish_agency(&fixture.service, &AgencyChanged { valid_to, successor, ..agency_of("H35.05") }).await;
        fixture.move_work(dossier, DIVISION, ELSEWHERE).await;
        // Until the end of its last day the agency leads its dossiers itself.
        extend().await.expect(404);
        fixture.service.set_clock("2022-03-15 08:00");
        let promised = extend().await.expect(200);
        assert_eq!(promised["unit"], ELSEWHERE);
        fixture.service.get(&format!("/v1/dossiers/{dossier}/history/processing"), &new_leader).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn paused_work_moves_and_resumes_in_the_other_unit() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        fixture.pause(dossier).await;
        fixture.move_work(dossier, DIVISION, ELSEWHERE).await;
        let other = officer(&fixture, ELSEWHERE);
        assert_eq!(fixture.listed(&other, "state=paused").await.len(), 1);
        fixture.resume(dossier, "2022-04-05 17:00").await;
        fixture.claim(&other, dossier).await.expect(200);
        assert_eq!(fixture.ask(&other, dossier).await.expect(409)["code"], "conflict-state", "asked before");
    })
    .await;
}

#[tokio::test]
async fn an_opinion_moves_with_the_upcoming_steps_of_its_unit() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        let question = json!({"unit": "H35.06.04", "question": "Có phù hợp không?", "dueOn": "2022-03-16"});
        fixture.command(&fixture.mai, dossier, WORK, "opinions", question).await.expect(201);
        // Routing publishes it for a unit with an upcoming step, as in an interlinked procedure.
        let (from_unit, to_unit) = ("H35.06.04".to_owned(), ELSEWHERE.to_owned());
        let moved = JourneyMoved { dossier_id: dossier.to_string(), from_unit, to_unit, open_step_moved: false };
        fixture.service.publish(dossier.0, &moved).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.listed(&officer(&fixture, ELSEWHERE), "kind=opinion").await.len(), 1);
        // It is still about a dossier of the same agency, and the step stays where it is.
        let opinions = fixture.service.get(&path(dossier, WORK, "opinions"), &fixture.leader).await.expect(200);
        assert_eq!(opinions["items"][0]["unit"], ELSEWHERE);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn done_tasks_and_tasks_of_other_units_do_not_move() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        fixture.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        fixture.move_work(dossier, DIVISION, ELSEWHERE).await;
        assert_eq!(fixture.listed(&fixture.mai, "state=done").await.len(), 1);
        assert_eq!(fixture.listed(&fixture.leader, "state=open").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_reopened_journey_has_new_tasks_and_keeps_supplement_and_extension() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        fixture.resume(dossier, "2022-04-05 17:00").await;
        let extension = json!({"reason": "Chờ ý kiến của cơ quan phối hợp", "promisedOn": "2022-04-20"});
        fixture.command(&fixture.leader, dossier, WORK, "extension", extension.clone()).await.expect(200);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        fixture.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        fixture.command(&fixture.leader, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(200);
        complete_journey(&fixture, dossier).await;
        reopen(&fixture, dossier).await;
        assert_eq!(
            fixture.published().await.last().map(String::as_str),
            Some("decision.revoked"),
            "after the decision"
        );
        assert!(fixture.listed(&fixture.mai, "").await.is_empty(), "ended tasks stay ended");
        fixture.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        let act = async |who: &str, step, what: &str, body| {
            fixture.service.command(&path_in(dossier, 1, step, what), who, &body).await
        };
        act(&fixture.mai, WORK, "claim", json!({})).await.expect(200);
        let papers = json!({"reason": "Bản sao đã hết hiệu lực", "papers": ["Bản sao"], "deadline": "2022-04-01"});
        act(&fixture.mai, WORK, "supplement-request", papers).await.expect(409);
        act(&fixture.leader, WORK, "extension", extension).await.expect(409);
        act(&fixture.mai, WORK, "completion", json!({})).await.expect(200);
        fixture.open_step(dossier, &in_round(dossier, 1, approval_step(dossier, LEADERSHIP))).await;
        let refusal = json!({"granted": false, "reason": "Không đủ điều kiện"});
        act(&fixture.leader, APPROVAL, "approval", refusal).await.expect(200);
        fixture.service.assert_clean().await;
        let decided = fixture.service.published_of::<ResultDecided>();
        assert_eq!(decided.iter().map(|published| published.granted).collect::<Vec<_>>(), [true, false]);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_a_correction_opens_after_a_stop_is_closed_at_once() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        stop(&fixture, dossier).await;
        // Published before routing handled the stop.
        fixture
            .service
            .publish(dossier.0, &JourneyRerouted { dossier_id: dossier.to_string(), ..Default::default() })
            .await;
        fixture.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        assert!(fixture.listed(&fixture.mai, "").await.is_empty());
        for (who, what) in [(&fixture.mai, "claim"), (&fixture.leader, "stop")] {
            let body = if what == "stop" {
                json!({"cause": "other", "reason": "Người nộp đã mất"})
            } else {
                json!({})
            };
            let answer = fixture.service.command(&path_in(dossier, 1, WORK, what), who, &body).await;
            assert_eq!(answer.expect(409)["code"], "conflict-state", "{what}");
        }
        assert_eq!(fixture.published().await, ["stop.decided"]);
    })
    .await;
}

/// The leader decided before the correction arrived, which opened the work once more.
#[tokio::test]
async fn a_stop_is_refused_while_a_decision_stands() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        fixture.command(&fixture.leader, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(200);
        let rerouted = JourneyRerouted { dossier_id: dossier.to_string(), ..Default::default() };
        fixture.service.publish(dossier.0, &rerouted).await;
        fixture.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        let body = json!({"cause": "other", "reason": "Người nộp đã mất"});
        let stop = async || fixture.service.command(&path_in(dossier, 1, WORK, "stop"), &fixture.leader, &body).await;
        assert_eq!(stop().await.expect(409)["code"], "conflict-state");
        reopen(&fixture, dossier).await;
        stop().await.expect(200);
        assert_eq!(fixture.published().await, ["task.completed", "result.decided", "decision.revoked", "stop.decided"]);
    })
    .await;
}

#[tokio::test]
async fn a_late_stop_does_not_close_the_steps_of_a_reopened_journey() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        stop(&fixture, dossier).await;
        complete_journey(&fixture, dossier).await;
        reopen(&fixture, dossier).await;
        fixture.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        fixture.service.command(&path_in(dossier, 1, WORK, "claim"), &fixture.mai, &json!({})).await.expect(200);
        fixture.claim(&fixture.mai, dossier).await.expect(409);
    })
    .await;
}
