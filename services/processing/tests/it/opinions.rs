//! Asking other units for their opinion beside a step: the clock runs on, and the journey does not wait for them.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{OpinionGiven, OpinionRequested, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyRerouted, JourneyStopped};
use motcua_kit::auth::Role;
use motcua_testkit::{Answer, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{APPROVAL, DIVISION, LEADERSHIP, Office, WORK, agency_of, approval_step, path, say_agency};

const DUE: &str = "2022-03-18 17:00";
const PLANNING: &str = "H35.06.04";
const HEIR: &str = "H35.07.04";
const ANSWER: &str = "Phù hợp với quy hoạch";

async fn request(office: &Office, who: &str, dossier: DossierId, unit: &str, due_on: &str) -> Answer {
    let body = json!({"unit": unit, "question": "Có phù hợp với quy hoạch không?", "dueOn": due_on});
    office.command(who, dossier, WORK, "opinions", body).await
}

/// A dossier that Mai holds, and the task of the opinion that she asked the planners for.
async fn consulted(office: &Office) -> (DossierId, String) {
    let dossier = office.dossier(DUE).await;
    office.claim(&office.mai, dossier).await.expect(200);
    let asked = request(office, &office.mai, dossier, PLANNING, "2022-03-16").await.expect(201);
    (dossier, asked["id"].as_str().unwrap_or_default().to_owned())
}

fn planner(office: &Office) -> String {
    office.rig.issuer.somebody(&[Role::DeptOfficer], Some(PLANNING))
}

async fn act(office: &Office, who: &str, opinion: &str, what: &str, body: Value) -> Answer {
    office.rig.command(&format!("/v1/tasks/{opinion}/{what}"), who, &body).await
}

async fn give(office: &Office, who: &str, opinion: &str) {
    act(office, who, opinion, "claim", json!({})).await.expect(200);
    act(office, who, opinion, "completion", json!({"note": ANSWER})).await.expect(200);
}

async fn opinions(office: &Office, who: &str, dossier: DossierId, step: u32) -> Value {
    office.rig.get(&path(dossier, step, "opinions"), who).await.expect(200)["items"].clone()
}

#[tokio::test]
async fn the_unit_asked_finds_the_question_in_its_queue_and_the_asker_reads_the_answer() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        let planner = planner(&office);
        let queue = office.rig.get("/v1/tasks?kind=opinion", &planner).await.expect(200);
        let task = &queue["items"][0];
        assert_eq!((&task["id"], &task["unit"], &task["state"]), (&json!(opinion), &json!(PLANNING), &json!("open")));
        assert_eq!(task["opinion"]["question"], "Có phù hợp với quy hoạch không?");
        assert_eq!(task["dueAt"], "2022-03-16T10:00:00Z");
        give(&office, &planner, &opinion).await;
        let read = opinions(&office, &office.mai, dossier, WORK).await;
        let [only] = read.as_array().expect("a list").as_slice() else { panic!("{read}") };
        assert_eq!(
            (&only["unit"], &only["state"], &only["answer"]),
            (&json!(PLANNING), &json!("done"), &json!(ANSWER))
        );
        assert_eq!((&only["dueOn"], &only["taskId"]), (&json!("2022-03-16"), &json!(opinion)));
        assert!(only["askedAt"].is_string() && only["givenAt"].is_string());
        assert_eq!(office.said().await, ["task.claimed", "opinion.requested", "task.claimed", "opinion.given"]);
        let said = (&office.rig.heard_of::<OpinionRequested>()[0], &office.rig.heard_of::<OpinionGiven>()[0]);
        assert_eq!((said.0.unit.as_str(), &said.0.task_id, said.1.unit.as_str()), (PLANNING, &opinion, PLANNING));
        assert!(office.rig.heard_of::<TaskCompleted>().is_empty(), "routing would take it for the step");
    })
    .await;
}

#[tokio::test]
async fn an_opinion_needs_its_words() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (_, opinion) = consulted(&office).await;
        let planner = planner(&office);
        act(&office, &planner, &opinion, "claim", json!({})).await.expect(200);
        for body in [json!({}), json!({"note": "   "})] {
            let answer = act(&office, &planner, &opinion, "completion", body).await;
            assert_eq!(answer.wrong_fields(), ["/note"]);
        }
        act(&office, &office.mai, &opinion, "completion", json!({"note": ANSWER})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn only_who_holds_the_work_asks_and_only_another_unit_in_time() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        request(&office, &office.mai, dossier, PLANNING, "2022-03-16").await.expect(409);
        office.claim(&office.mai, dossier).await.expect(200);
        request(&office, &office.an, dossier, PLANNING, "2022-03-16").await.expect(403);
        request(&office, &office.leader, dossier, PLANNING, "2022-03-16").await.expect(403);
        let refused = async |unit, day| request(&office, &office.mai, dossier, unit, day).await.wrong_fields();
        assert_eq!(refused(DIVISION, "2022-03-16").await, ["/unit"]);
        for unit in ["planning", "H35.99.01", "H35.06.10"] {
            assert_eq!(refused(unit, "2022-03-16").await, ["/unit"], "{unit}");
        }
        // Today is the 14th, and the dossier is due on the 25th.
        for day in ["2022-03-14", "0001-01-01", "2022-03-26", "9999-12-31"] {
            assert_eq!(refused(PLANNING, day).await, ["/dueOn"], "{day}");
        }
        request(&office, &office.mai, dossier, PLANNING, "2022-03-25").await.expect(201);
        let again = request(&office, &office.mai, dossier, PLANNING, "2022-03-25").await.expect(409);
        assert_eq!(again["code"], "conflict-state");
        for unit in ["H35.06.05", "H35.06.06", "H35.06.07", "H35.06.08"] {
            request(&office, &office.mai, dossier, unit, "2022-03-16").await.expect(201);
        }
        request(&office, &office.mai, dossier, "H35.06.09", "2022-03-16").await.expect(409);
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_agency_has_ended_is_not_asked() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        let ended = AgencyChanged { valid_to: "2022-03-13".into(), ..agency_of("H35.06") };
        say_agency(&office.rig, &ended).await;
        let answer = request(&office, &office.mai, dossier, PLANNING, "2022-03-16").await;
        assert_eq!(answer.wrong_fields(), ["/unit"]);
        say_agency(&office.rig, &AgencyChanged { valid_to: "2022-03-14".into(), ..ended }).await;
        request(&office, &office.mai, dossier, PLANNING, "2022-03-16").await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_pause_of_the_dossier_does_not_pause_its_opinions() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        office.ask(&office.mai, dossier).await.expect(200);
        office.pause(dossier).await;
        give(&office, &planner(&office), &opinion).await;
        office.resume(dossier, "2022-04-05 17:00").await;
        assert_eq!(opinions(&office, &office.mai, dossier, WORK).await[0]["answer"], ANSWER);
    })
    .await;
}

#[tokio::test]
async fn a_completed_step_closes_the_opinions_it_still_waits_for() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        let planner = planner(&office);
        office.complete(&office.mai, dossier).await.expect(200);
        act(&office, &planner, &opinion, "claim", json!({})).await.expect(409);
        assert_eq!(office.listed(&planner, "").await, Vec::<String>::new());
        assert_eq!(office.said().await, ["task.claimed", "opinion.requested", "task.completed"]);
    })
    .await;
}

/// The unit asked has no step of the dossier: it closes, and its agency's successor goes on with what it was asked.
#[tokio::test]
async fn an_opinion_moves_with_the_work_of_the_unit_asked_and_is_given_from_the_new_one() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        let (planner, heir) = (planner(&office), office.rig.issuer.somebody(&[Role::DeptOfficer], Some(HEIR)));
        act(&office, &planner, &opinion, "claim", json!({})).await.expect(200);
        office.move_work(dossier, PLANNING, HEIR).await;
        assert_eq!(office.listed(&planner, "").await, Vec::<String>::new());
        act(&office, &planner, &opinion, "completion", json!({"note": ANSWER})).await.expect(404);
        assert_eq!(opinions(&office, &office.mai, dossier, WORK).await[0]["unit"], HEIR);
        give(&office, &heir, &opinion).await;
        let read = opinions(&office, &office.mai, dossier, WORK).await;
        assert_eq!((&read[0]["state"], &read[0]["answer"]), (&json!("done"), &json!(ANSWER)));
        assert_eq!(office.rig.heard_of::<OpinionGiven>()[0].unit, HEIR);
        let history =
            office.rig.get(&format!("/v1/dossiers/{dossier}/history/processing"), &office.mai).await.expect(200);
        let of_the_opinion = history["items"].as_array().expect("a list").iter().filter(|it| it["object"] == opinion);
        let names: Vec<&Value> = of_the_opinion.map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["opened", "claimed", "moved", "claimed", "opinion_given"]);
        office.complete(&office.mai, dossier).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_completed_step_closes_an_opinion_that_moved() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        office.move_work(dossier, PLANNING, HEIR).await;
        office.complete(&office.mai, dossier).await.expect(200);
        let heir = office.rig.issuer.somebody(&[Role::DeptOfficer], Some(HEIR));
        act(&office, &heir, &opinion, "claim", json!({})).await.expect(409);
        // What comes after the end of the opinion moves nothing any more.
        office.move_work(dossier, HEIR, PLANNING).await;
        assert_eq!(office.listed(&heir, "state=closed").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_end_or_the_correction_of_a_journey_closes_its_opinions() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let [completed, stopped, rerouted, ended] = [
            consulted(&office).await.0,
            consulted(&office).await.0,
            consulted(&office).await.0,
            consulted(&office).await.0,
        ];
        let end = JourneyCompleted { dossier_id: completed.to_string(), ..Default::default() };
        office.rig.say(completed.0, &end).await;
        let end = JourneyStopped { dossier_id: stopped.to_string(), ..Default::default() };
        office.rig.say(stopped.0, &end).await;
        let end = JourneyRerouted { dossier_id: rerouted.to_string(), ..Default::default() };
        office.rig.say(rerouted.0, &end).await;
        let stop = json!({"cause": "other", "reason": "Người nộp đã mất"});
        office.command(&office.leader, ended, WORK, "stop", stop).await.expect(200);
        office.rig.assert_clean().await;
        assert_eq!(office.listed(&planner(&office), "state=closed").await.len(), 4);
        assert_eq!(office.listed(&planner(&office), "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn who_gave_an_opinion_does_not_decide_and_who_decides_reads_all_opinions() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        // Seconded: an officer there, a leader here.
        let seconded = Uuid::now_v7();
        let there = office.rig.issuer.bearer(seconded, &[Role::DeptOfficer], Some(PLANNING));
        let here = office.rig.issuer.bearer(seconded, &[Role::DeptHead], Some(LEADERSHIP));
        give(&office, &there, &opinion).await;
        office.complete(&office.mai, dossier).await.expect(200);
        office.open_step(dossier, &approval_step(dossier, LEADERSHIP)).await;
        office.command(&here, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(403);
        assert_eq!(opinions(&office, &office.leader, dossier, APPROVAL).await[0]["answer"], ANSWER);
        office.command(&office.leader, dossier, APPROVAL, "approval", json!({"granted": true})).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn opinions_are_read_by_those_who_see_the_task_and_who_is_asked_reads_only_the_own() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, opinion) = consulted(&office).await;
        request(&office, &office.mai, dossier, "H35.06.05", "2022-03-16").await.expect(201);
        assert_eq!(opinions(&office, &office.an, dossier, WORK).await.as_array().map(Vec::len), Some(2));
        let planner = planner(&office);
        office.rig.get(&path(dossier, WORK, "opinions"), &planner).await.expect(404);
        let own = office.rig.get(&format!("/v1/tasks/{opinion}/opinions"), &planner).await.expect(200);
        assert_eq!(own["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(own["items"][0]["taskId"], opinion.as_str());
    })
    .await;
}
