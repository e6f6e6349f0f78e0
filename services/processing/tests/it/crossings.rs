//! What routing says about a journey while somebody works on it: moved to another unit, reopened, or crossing its end.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::processing::ResultDecided;
use motcua_contracts::routing::{JourneyCompleted, JourneyMoved, JourneyReopened, JourneyRerouted};
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{
    APPROVAL, DIVISION, LEADERSHIP, Office, WORK, agency_of, approval_step, in_round, path, path_in, say_agency,
    work_step,
};

const DUE: &str = "2022-03-18 17:00";
const ELSEWHERE: &str = "H35.07.01";

fn officer(office: &Office, unit: &str) -> String {
    office.rig.issuer.somebody(&[Role::DeptOfficer], Some(unit))
}

async fn complete_journey(office: &Office, dossier: DossierId) {
    let end = JourneyCompleted { dossier_id: dossier.to_string(), ..JourneyCompleted::default() };
    office.rig.say(dossier.0, &end).await;
}

async fn reopen(office: &Office, dossier: DossierId) {
    let back = JourneyReopened { dossier_id: dossier.to_string(), ..JourneyReopened::default() };
    office.rig.say(dossier.0, &back).await;
    office.rig.assert_clean().await;
}

async fn stop(office: &Office, dossier: DossierId) {
    let body = json!({"cause": "other", "reason": "Người nộp đã mất"});
    office.command(&office.leader, dossier, WORK, "stop", body).await.expect(200);
}

#[tokio::test]
async fn work_that_moves_stands_in_the_other_units_queue_and_nobody_holds_it() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.move_work(dossier, DIVISION, ELSEWHERE).await;
        assert!(office.listed(&office.mai, "").await.is_empty());
        office.complete(&office.mai, dossier).await.expect(404);
        let other = officer(&office, ELSEWHERE);
        let moved = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let task = office.rig.get(&moved, &other).await.expect(200);
        assert_eq!((&task["unit"], &task["state"]), (&json!(ELSEWHERE), &json!("open")));
        office.claim(&other, dossier).await.expect(200);
        office.complete(&other, dossier).await.expect(200);
        let path = format!("/v1/dossiers/{dossier}/history/processing");
        let history = office.rig.get(&path, &office.leader).await.expect(200);
        let names: Vec<_> = history["items"].as_array().expect("a list").iter().map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["opened", "claimed", "moved", "claimed", "completed"]);
    })
    .await;
}

#[tokio::test]
async fn the_leader_of_the_successor_leads_what_an_ended_agency_left() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let heir = office.rig.issuer.somebody(&[Role::DeptHead], Some("H35.07.02"));
        let extend = async || {
            let body = json!({"reason": "Sáp nhập cơ quan, hồ sơ đang bàn giao", "promisedOn": "2022-04-20"});
            office.command(&heir, dossier, WORK, "extension", body).await
        };
        let (valid_to, successor) = ("2022-03-14".to_owned(), "H35.07".to_owned());
        say_agency(&office.rig, &AgencyChanged { valid_to, successor, ..agency_of("H35.05") }).await;
        office.move_work(dossier, DIVISION, ELSEWHERE).await;
        // Until the end of its last day the agency leads its dossiers itself.
        extend().await.expect(404);
        office.rig.set_clock("2022-03-15 08:00");
        let promised = extend().await.expect(200);
        assert_eq!(promised["unit"], ELSEWHERE);
        office.rig.get(&format!("/v1/dossiers/{dossier}/history/processing"), &heir).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn work_that_waits_moves_too_and_goes_on_in_the_other_unit() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.ask(&office.mai, dossier).await.expect(200);
        office.pause(dossier).await;
        office.move_work(dossier, DIVISION, ELSEWHERE).await;
        let other = officer(&office, ELSEWHERE);
        assert_eq!(office.listed(&other, "state=paused").await.len(), 1);
        office.resume(dossier, "2022-04-05 17:00").await;
        office.claim(&other, dossier).await.expect(200);
        assert_eq!(office.ask(&other, dossier).await.expect(409)["code"], "conflict-state", "asked before");
    })
    .await;
}

#[tokio::test]
async fn an_opinion_moves_with_the_steps_that_its_unit_has_still_to_do() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        let question = json!({"unit": "H35.06.04", "question": "Có phù hợp không?", "dueOn": "2022-03-16"});
        office.command(&office.mai, dossier, WORK, "opinions", question).await.expect(201);
        // Routing says so of a unit with a step to come, as in an interlinked procedure.
        let (from_unit, to_unit) = ("H35.06.04".to_owned(), ELSEWHERE.to_owned());
        let moved = JourneyMoved { dossier_id: dossier.to_string(), from_unit, to_unit, holds: false };
        office.rig.say(dossier.0, &moved).await;
        office.rig.assert_clean().await;
        assert_eq!(office.listed(&officer(&office, ELSEWHERE), "kind=opinion").await.len(), 1);
        // It is still about a dossier of the same agency, and the step stays where it is.
        let opinions = office.rig.get(&path(dossier, WORK, "opinions"), &office.leader).await.expect(200);
        assert_eq!(opinions["items"][0]["unit"], ELSEWHERE);
        office.complete(&office.mai, dossier).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_or_in_another_unit_does_not_move() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.complete(&office.mai, dossier).await.expect(200);
        office.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        office.move_work(dossier, DIVISION, ELSEWHERE).await;
        assert_eq!(office.listed(&office.mai, "state=done").await.len(), 1);
        assert_eq!(office.listed(&office.leader, "state=open").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_reopened_journey_works_in_new_tasks_and_keeps_what_was_asked_and_promised() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        office.ask(&office.mai, dossier).await.expect(200);
        office.resume(dossier, "2022-04-05 17:00").await;
        let extension = json!({"reason": "Chờ ý kiến của cơ quan phối hợp", "promisedOn": "2022-04-20"});
        office.command(&office.leader, dossier, WORK, "extension", extension.clone()).await.expect(200);
        office.complete(&office.mai, dossier).await.expect(200);
        office.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        office.command(&office.leader, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(200);
        complete_journey(&office, dossier).await;
        reopen(&office, dossier).await;
        assert_eq!(office.said().await.last().map(String::as_str), Some("decision.revoked"), "behind the decision");
        assert!(office.listed(&office.mai, "").await.is_empty(), "what has ended stays so");
        office.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        let act = async |who: &str, step, what: &str, body| {
            office.rig.command(&path_in(dossier, 1, step, what), who, &body).await
        };
        act(&office.mai, WORK, "claim", json!({})).await.expect(200);
        let papers = json!({"reason": "Bản sao đã hết hiệu lực", "papers": ["Bản sao"], "deadline": "2022-04-01"});
        act(&office.mai, WORK, "supplement-request", papers).await.expect(409);
        act(&office.leader, WORK, "extension", extension).await.expect(409);
        act(&office.mai, WORK, "completion", json!({})).await.expect(200);
        office.open_step(dossier, &in_round(dossier, 1, approval_step(dossier, LEADERSHIP))).await;
        let refusal = json!({"granted": false, "reason": "Không đủ điều kiện"});
        act(&office.leader, APPROVAL, "approval", refusal).await.expect(200);
        office.rig.assert_clean().await;
        let decided = office.rig.heard_of::<ResultDecided>();
        assert_eq!(decided.iter().map(|said| said.granted).collect::<Vec<_>>(), [true, false]);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_a_correction_opens_after_the_leader_stopped_the_dossier_is_closed_at_once() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        stop(&office, dossier).await;
        // Routing had not heard of it yet.
        office.rig.say(dossier.0, &JourneyRerouted { dossier_id: dossier.to_string(), ..Default::default() }).await;
        office.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        assert!(office.listed(&office.mai, "").await.is_empty());
        for (who, what) in [(&office.mai, "claim"), (&office.leader, "stop")] {
            let body = if what == "stop" {
                json!({"cause": "other", "reason": "Người nộp đã mất"})
            } else {
                json!({})
            };
            let answer = office.rig.command(&path_in(dossier, 1, WORK, what), who, &body).await;
            assert_eq!(answer.expect(409)["code"], "conflict-state", "{what}");
        }
        assert_eq!(office.said().await, ["stop.decided"]);
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_came_too_late_does_not_close_what_a_reopened_journey_opens() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        stop(&office, dossier).await;
        complete_journey(&office, dossier).await;
        reopen(&office, dossier).await;
        office.open_step(dossier, &in_round(dossier, 1, work_step(dossier, DUE))).await;
        office.rig.command(&path_in(dossier, 1, WORK, "claim"), &office.mai, &json!({})).await.expect(200);
        office.claim(&office.mai, dossier).await.expect(409);
    })
    .await;
}
