//! Return for error (9 → 4): the journey is open again as if its clock had never ended.

use motcua_contracts::ids::TaskId;
use motcua_contracts::routing::{JourneyCompleted, JourneyReopened, StepOpened};
use motcua_contracts::time::from_message;
use motcua_kit::auth::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::{Shape, on_both};
use serde_json::{Value, json};

use crate::centre::{AGENCY, Centre, DUE};

async fn read(centre: &Centre, dossier: motcua_contracts::ids::DossierId, what: &str) -> Value {
    let officer = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some(&format!("{AGENCY}.04")));
    centre.rig.get(&format!("/v1/dossiers/{dossier}/{what}"), &officer).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_dossier_is_corrected_approved_and_issued_anew_by_the_same_due_date() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let centre = Centre::open(shape).await;
        let dossier = centre.finish().await;
        centre.rig.set_clock("2022-03-15 09:00");
        centre.rig.deliver(&centre.recalled(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said()[5..], ["journey.reopened", "step.opened"], "{shape:?}");
        let reopened = &centre.rig.heard_of::<JourneyReopened>()[0];
        assert_eq!((from_message(reopened.due_at), reopened.agency.as_str()), (Some(moment(DUE)), AGENCY));
        let step = centre.rig.heard_of::<StepOpened>().pop().unwrap();
        assert_eq!((step.kind.as_str(), step.task_id), ("work", TaskId::of_step(dossier, 1, 2).to_string()));
        assert_eq!(read(&centre, dossier, "journey").await["status"], 4);
        centre.rig.deliver(&centre.worked_in(dossier, 1)).await;
        centre.rig.deliver(&centre.decided_in(dossier, 1)).await;
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.assert_clean().await;
        let completed = centre.rig.heard_of::<JourneyCompleted>();
        assert_eq!((completed.len(), completed[0].due_at), (2, completed[1].due_at));
        assert_eq!(read(&centre, dossier, "journey").await["status"], 9);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn derivation_control_sheet_and_recount_stay_right_over_a_return_for_error() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.finish().await;
        centre.rig.set_clock("2022-03-15 09:00");
        centre.rig.deliver(&centre.recalled(dossier)).await;
        centre.rig.settle().await;
        centre.ask_for_papers_in(dossier, 1).await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-16 09:00");
        centre.hand_papers_in(dossier).await;
        centre.rig.settle().await;
        for message in [centre.worked_in(dossier, 1), centre.decided_in(dossier, 1), centre.issued(dossier)] {
            centre.rig.deliver(&message).await;
        }
        centre.rig.assert_clean().await;
        let due = read(&centre, dossier, "due-date").await;
        let versions = due["versions"].as_array().unwrap();
        let reasons: Vec<&Value> = versions.iter().map(|version| &version["reason"]).collect();
        assert_eq!(reasons, ["accepted", "resumed"]);
        assert!(versions.iter().all(|version| version["recountedAt"] == version["dueAt"]), "{due}");
        assert_eq!(due["dueAt"], versions[1]["dueAt"]);
        let sheet = read(&centre, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let units: Vec<&str> = rows.iter().map(|row| row["unit"].as_str().unwrap()).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03", "H35.05.02", "H35.05.04", "H35.05.03", "H35.05.02"]);
        assert!(rows.iter().all(|row| row["passedOnAt"].is_string()), "{sheet}");
        assert_eq!(rows[3]["receivedAt"], "2022-03-15T02:00:00Z");
        let recounted = motcua_routing::recount(&centre.rig.database.db).await.unwrap();
        assert_eq!((recounted.due_dates, recounted.different), (2, Vec::new()));
        let history = read(&centre, dossier, "history/routing").await;
        let reopened = history["items"].as_array().unwrap().iter().find(|entry| entry["name"] == "reopened").unwrap();
        assert_eq!((&reopened["fromStatus"], &reopened["toStatus"]), (&json!(9), &json!(4)));
        assert_eq!(reopened["actor"], "service:results");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_heard_again_opens_nothing_twice_and_none_wakes_a_stopped_journey() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.finish().await;
        let recalled = centre.recalled(dossier);
        centre.rig.deliver(&recalled).await;
        centre.rig.deliver(&recalled).await;
        centre.rig.deliver(&centre.recalled(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.rig.heard_of::<JourneyReopened>().len(), 1);
        let stopped = centre.accept().await;
        centre.stop(stopped, "other").await;
        centre.rig.deliver(&centre.recalled(stopped)).await;
        centre.rig.assert_clean().await;
        assert_eq!(read(&centre, stopped, "journey").await["status"], 8);
        assert_eq!(centre.rig.heard_of::<JourneyReopened>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_that_comes_before_the_issue_waits_for_it() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let (dossier, [submitted, accepted]) = centre.accepted();
        let (issued, recalled) = (centre.issued(dossier), centre.recalled(dossier));
        centre.rig.deliver(&issued).await;
        centre.rig.deliver(&recalled).await;
        centre.rig.settle_with(2).await;
        for message in [submitted, accepted, centre.worked(dossier), centre.decided(dossier)] {
            centre.rig.deliver(&message).await;
        }
        centre.rig.assert_clean().await;
        assert_eq!(centre.said().last().map(String::as_str), Some("step.opened"));
        assert_eq!(centre.rig.heard_of::<JourneyReopened>().len(), 1);
    })
    .await;
}

/// Intake hears of the request from processing itself and takes the papers, whatever the journey does.
#[tokio::test(flavor = "multi_thread")]
async fn papers_asked_for_in_a_round_that_ended_leave_nothing_waiting() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let (one, other) = (centre.finish().await, centre.finish().await);
        centre.ask_for_papers(one).await;
        for dossier in [one, other] {
            centre.rig.deliver(&centre.recalled(dossier)).await;
        }
        centre.rig.settle().await;
        // Late, of the round that the return for error ended; so is a stop.
        centre.ask_for_papers(other).await;
        centre.stop(other, "other").await;
        for dossier in [one, other] {
            centre.hand_papers_in(dossier).await;
            centre.rig.assert_clean().await;
            assert_eq!(read(&centre, dossier, "journey").await["status"], 4);
            centre.ask_for_papers_in(dossier, 1).await;
            centre.rig.assert_clean().await;
            assert_eq!(read(&centre, dossier, "journey").await["status"], 5, "a new request stops the clock");
        }
    })
    .await;
}
