//! Opinions of other units during a step: the clock runs on, and the journey does not wait for them.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{OpinionGiven, OpinionRequested, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyRerouted, JourneyStopped};
use motcua_office::Role;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{APPROVAL, DIVISION, Fixture, LEADERSHIP, WORK, agency_of, approval_step, path, publish_agency};

const DUE: &str = "2022-03-18 17:00";
const PLANNING: &str = "H35.06.04";
const SUCCESSOR: &str = "H35.07.04";
const ANSWER: &str = "Phù hợp với quy hoạch";

async fn request(fixture: &Fixture, who: &str, dossier: DossierId, unit: &str, due_on: &str) -> Answer {
    let body = json!({"unit": unit, "question": "Có phù hợp với quy hoạch không?", "dueOn": due_on});
    fixture.command(who, dossier, WORK, "opinions", body).await
}

/// A dossier that Mai holds, and the task of the opinion that she asked the planners for.
async fn consulted(fixture: &Fixture) -> (DossierId, String) {
    let dossier = fixture.dossier(DUE).await;
    fixture.claim(&fixture.mai, dossier).await.expect(200);
    let asked = request(fixture, &fixture.mai, dossier, PLANNING, "2022-03-16").await.expect(201);
    (dossier, asked["id"].as_str().unwrap_or_default().to_owned())
}

fn planner(fixture: &Fixture) -> String {
    fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(PLANNING))
}

async fn act(fixture: &Fixture, who: &str, opinion: &str, what: &str, body: Value) -> Answer {
    fixture.service.command(&format!("/v1/tasks/{opinion}/{what}"), who, &body).await
}

async fn give(fixture: &Fixture, who: &str, opinion: &str) {
    act(fixture, who, opinion, "claim", json!({})).await.expect(200);
    act(fixture, who, opinion, "completion", json!({"note": ANSWER})).await.expect(200);
}

async fn opinions(fixture: &Fixture, who: &str, dossier: DossierId, step: u32) -> Value {
    fixture.service.get(&path(dossier, step, "opinions"), who).await.expect(200)["items"].clone()
}

#[tokio::test]
async fn an_asked_unit_finds_the_question_and_the_asker_reads_the_answer() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        let planner = planner(&fixture);
        let queue = fixture.service.get("/v1/tasks?kind=opinion", &planner).await.expect(200);
        let task = &queue["items"][0];
        assert_eq!((&task["id"], &task["unit"], &task["state"]), (&json!(opinion), &json!(PLANNING), &json!("open")));
        assert_eq!(task["opinion"]["question"], "Có phù hợp với quy hoạch không?");
        assert_eq!(task["dueAt"], "2022-03-16T10:00:00Z");
        give(&fixture, &planner, &opinion).await;
        let read = opinions(&fixture, &fixture.mai, dossier, WORK).await;
        let [only] = read.as_array().expect("a list").as_slice() else { panic!("{read}") };
        assert_eq!(
            (&only["unit"], &only["state"], &only["answer"]),
            (&json!(PLANNING), &json!("done"), &json!(ANSWER))
        );
        assert_eq!((&only["dueOn"], &only["taskId"]), (&json!("2022-03-16"), &json!(opinion)));
        assert!(only["askedAt"].is_string() && only["givenAt"].is_string());
        assert_eq!(fixture.published().await, ["task.claimed", "opinion.requested", "task.claimed", "opinion.given"]);
        let published = (
            &fixture.service.published_of::<OpinionRequested>()[0],
            &fixture.service.published_of::<OpinionGiven>()[0],
        );
        assert_eq!(
            (published.0.unit.as_str(), &published.0.task_id, published.1.unit.as_str()),
            (PLANNING, &opinion, PLANNING)
        );
        assert!(fixture.service.published_of::<TaskCompleted>().is_empty(), "routing would take it for the step");
    })
    .await;
}

#[tokio::test]
async fn an_opinion_requires_a_text() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (_, opinion) = consulted(&fixture).await;
        let planner = planner(&fixture);
        act(&fixture, &planner, &opinion, "claim", json!({})).await.expect(200);
        for body in [json!({}), json!({"note": "   "})] {
            let answer = act(&fixture, &planner, &opinion, "completion", body).await;
            assert_eq!(answer.wrong_fields(), ["/note"]);
        }
        act(&fixture, &fixture.mai, &opinion, "completion", json!({"note": ANSWER})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn only_the_claimer_asks_another_unit_by_a_valid_day() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        request(&fixture, &fixture.mai, dossier, PLANNING, "2022-03-16").await.expect(409);
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        request(&fixture, &fixture.an, dossier, PLANNING, "2022-03-16").await.expect(403);
        request(&fixture, &fixture.leader, dossier, PLANNING, "2022-03-16").await.expect(403);
        let refused = async |unit, day| request(&fixture, &fixture.mai, dossier, unit, day).await.wrong_fields();
        assert_eq!(refused(DIVISION, "2022-03-16").await, ["/unit"]);
        for unit in ["planning", "H35.99.01", "H35.06.10"] {
            assert_eq!(refused(unit, "2022-03-16").await, ["/unit"], "{unit}");
        }
        // Today is the 14th, and the dossier is due on the 25th.
        for day in ["2022-03-14", "0001-01-01", "2022-03-26", "9999-12-31"] {
            assert_eq!(refused(PLANNING, day).await, ["/dueOn"], "{day}");
        }
        request(&fixture, &fixture.mai, dossier, PLANNING, "2022-03-25").await.expect(201);
        let again = request(&fixture, &fixture.mai, dossier, PLANNING, "2022-03-25").await.expect(409);
        assert_eq!(again["code"], "conflict-state");
        for unit in ["H35.06.05", "H35.06.06", "H35.06.07", "H35.06.08"] {
            request(&fixture, &fixture.mai, dossier, unit, "2022-03-16").await.expect(201);
        }
        request(&fixture, &fixture.mai, dossier, "H35.06.09", "2022-03-16").await.expect(409);
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_agency_has_ended_is_not_asked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        let ended = AgencyChanged { valid_to: "2022-03-13".into(), ..agency_of("H35.06") };
        publish_agency(&fixture.service, &ended).await;
        let answer = request(&fixture, &fixture.mai, dossier, PLANNING, "2022-03-16").await;
        assert_eq!(answer.wrong_fields(), ["/unit"]);
        publish_agency(&fixture.service, &AgencyChanged { valid_to: "2022-03-14".into(), ..ended }).await;
        request(&fixture, &fixture.mai, dossier, PLANNING, "2022-03-16").await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_pause_of_the_dossier_does_not_pause_its_opinions() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        fixture.pause(dossier).await;
        give(&fixture, &planner(&fixture), &opinion).await;
        fixture.resume(dossier, "2022-04-05 17:00").await;
        assert_eq!(opinions(&fixture, &fixture.mai, dossier, WORK).await[0]["answer"], ANSWER);
    })
    .await;
}

#[tokio::test]
async fn a_completed_step_closes_its_awaited_opinions() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        let planner = planner(&fixture);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        act(&fixture, &planner, &opinion, "claim", json!({})).await.expect(409);
        assert_eq!(fixture.listed(&planner, "").await, Vec::<String>::new());
        assert_eq!(fixture.published().await, ["task.claimed", "opinion.requested", "task.completed"]);
    })
    .await;
}

/// The unit asked has no step of the dossier: it closes, and its agency's successor goes on with what it was asked.
#[tokio::test]
async fn a_moved_opinion_is_given_by_the_new_unit() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        let (planner, successor) =
            (planner(&fixture), fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(SUCCESSOR)));
        act(&fixture, &planner, &opinion, "claim", json!({})).await.expect(200);
        fixture.move_work(dossier, PLANNING, SUCCESSOR).await;
        assert_eq!(fixture.listed(&planner, "").await, Vec::<String>::new());
        act(&fixture, &planner, &opinion, "completion", json!({"note": ANSWER})).await.expect(404);
        assert_eq!(opinions(&fixture, &fixture.mai, dossier, WORK).await[0]["unit"], SUCCESSOR);
        give(&fixture, &successor, &opinion).await;
        let read = opinions(&fixture, &fixture.mai, dossier, WORK).await;
        assert_eq!((&read[0]["state"], &read[0]["answer"]), (&json!("done"), &json!(ANSWER)));
        assert_eq!(fixture.service.published_of::<OpinionGiven>()[0].unit, SUCCESSOR);
        let history =
            fixture.service.get(&format!("/v1/dossiers/{dossier}/history/processing"), &fixture.mai).await.expect(200);
        let of_the_opinion = history["items"].as_array().expect("a list").iter().filter(|it| it["object"] == opinion);
        let names: Vec<&Value> = of_the_opinion.map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["opened", "claimed", "moved", "claimed", "opinion_given"]);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_completed_step_closes_an_opinion_that_moved() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        fixture.move_work(dossier, PLANNING, SUCCESSOR).await;
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        let successor = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(SUCCESSOR));
        act(&fixture, &successor, &opinion, "claim", json!({})).await.expect(409);
        // What comes after the end of the opinion moves nothing any more.
        fixture.move_work(dossier, SUCCESSOR, PLANNING).await;
        assert_eq!(fixture.listed(&successor, "state=closed").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_end_or_correction_of_a_journey_closes_its_opinions() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let [completed, stopped, rerouted, ended] = [
            consulted(&fixture).await.0,
            consulted(&fixture).await.0,
            consulted(&fixture).await.0,
            consulted(&fixture).await.0,
        ];
        let end = JourneyCompleted { dossier_id: completed.to_string(), ..Default::default() };
        fixture.service.publish(completed.0, &end).await;
        let end = JourneyStopped { dossier_id: stopped.to_string(), ..Default::default() };
        fixture.service.publish(stopped.0, &end).await;
        let end = JourneyRerouted { dossier_id: rerouted.to_string(), ..Default::default() };
        fixture.service.publish(rerouted.0, &end).await;
        let stop = json!({"cause": "other", "reason": "Người nộp đã mất"});
        fixture.command(&fixture.leader, ended, WORK, "stop", stop).await.expect(200);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.listed(&planner(&fixture), "state=closed").await.len(), 4);
        assert_eq!(fixture.listed(&planner(&fixture), "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_opinion_author_cannot_decide_and_the_leader_reads_all_opinions() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        // Seconded: an officer there, a leader here.
        let seconded = Uuid::now_v7();
        let there = fixture.service.issuer.bearer(seconded, &[Role::DeptOfficer], Some(PLANNING));
        let here = fixture.service.issuer.bearer(seconded, &[Role::DeptHead], Some(LEADERSHIP));
        give(&fixture, &there, &opinion).await;
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        fixture.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        fixture.command(&here, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(403);
        assert_eq!(opinions(&fixture, &fixture.leader, dossier, APPROVAL).await[0]["answer"], ANSWER);
        fixture.command(&fixture.leader, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn readers_of_a_step_see_all_opinions_and_an_asked_unit_its_own() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, opinion) = consulted(&fixture).await;
        request(&fixture, &fixture.mai, dossier, "H35.06.05", "2022-03-16").await.expect(201);
        assert_eq!(opinions(&fixture, &fixture.an, dossier, WORK).await.as_array().map(Vec::len), Some(2));
        let planner = planner(&fixture);
        fixture.service.get(&path(dossier, WORK, "opinions"), &planner).await.expect(404);
        let own = fixture.service.get(&format!("/v1/tasks/{opinion}/opinions"), &planner).await.expect(200);
        assert_eq!(own["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(own["items"][0]["taskId"], opinion.as_str());
    })
    .await;
}
