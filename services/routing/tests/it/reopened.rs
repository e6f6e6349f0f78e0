//! Return for error (9 → 4): the journey is open again as if its clock had never ended.

use motcua_contracts::ids::TaskId;
use motcua_contracts::routing::{JourneyCompleted, JourneyReopened, StepOpened};
use motcua_contracts::time::from_message;
use motcua_office::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::{Shape, on_both};
use serde_json::{Value, json};

use crate::fixture::{AGENCY, DUE, Fixture};

async fn read(fixture: &Fixture, dossier: motcua_contracts::ids::DossierId, what: &str) -> Value {
    let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(&format!("{AGENCY}.04")));
    fixture.service.get(&format!("/v1/dossiers/{dossier}/{what}"), &officer).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_returned_for_error_is_issued_again_with_the_same_due_date() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let dossier = fixture.finish().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.service.deliver(&fixture.recalled(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names()[5..], ["journey.reopened", "step.opened"], "{shape:?}");
        let reopened = &fixture.service.published_of::<JourneyReopened>()[0];
        assert_eq!((from_message(reopened.due_at), reopened.agency.as_str()), (Some(moment(DUE)), AGENCY));
        let step = fixture.service.published_of::<StepOpened>().pop().unwrap();
        assert_eq!((step.kind.as_str(), step.task_id), ("work", TaskId::of_step(dossier, 1, 2).to_string()));
        assert_eq!(read(&fixture, dossier, "journey").await["status"], 4);
        fixture.service.deliver(&fixture.worked_in(dossier, 1)).await;
        fixture.service.deliver(&fixture.decided_in(dossier, 1)).await;
        fixture.service.deliver(&fixture.issued(dossier)).await;
        fixture.service.assert_clean().await;
        let completed = fixture.service.published_of::<JourneyCompleted>();
        assert_eq!((completed.len(), completed[0].due_at), (2, completed[1].due_at));
        assert_eq!(read(&fixture, dossier, "journey").await["status"], 9);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn derivation_control_sheet_and_recount_hold_after_a_return_for_error() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.finish().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.service.deliver(&fixture.recalled(dossier)).await;
        fixture.service.settle().await;
        fixture.request_papers_in(dossier, 1).await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-16 09:00");
        fixture.supply_papers(dossier).await;
        fixture.service.settle().await;
        for message in [fixture.worked_in(dossier, 1), fixture.decided_in(dossier, 1), fixture.issued(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        let due = read(&fixture, dossier, "due-date").await;
        let versions = due["versions"].as_array().unwrap();
        let reasons: Vec<&Value> = versions.iter().map(|version| &version["reason"]).collect();
        assert_eq!(reasons, ["accepted", "resumed"]);
        assert!(versions.iter().all(|version| version["recountedAt"] == version["dueAt"]), "{due}");
        assert_eq!(due["dueAt"], versions[1]["dueAt"]);
        let sheet = read(&fixture, dossier, "control-sheet").await;
        let rows = sheet["rows"].as_array().unwrap();
        let units: Vec<&str> = rows.iter().map(|row| row["unit"].as_str().unwrap()).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03", "H35.05.02", "H35.05.04", "H35.05.03", "H35.05.02"]);
        assert!(rows.iter().all(|row| row["passedOnAt"].is_string()), "{sheet}");
        assert_eq!(rows[3]["receivedAt"], "2022-03-15T02:00:00Z");
        let recounted = motcua_routing::recount(&fixture.service.database.db).await.unwrap();
        assert_eq!((recounted.due_dates, recounted.different), (2, Vec::new()));
        let history = read(&fixture, dossier, "history/routing").await;
        let reopened = history["items"].as_array().unwrap().iter().find(|entry| entry["name"] == "reopened").unwrap();
        assert_eq!((&reopened["fromStatus"], &reopened["toStatus"]), (&json!(9), &json!(4)));
        assert_eq!(reopened["actor"], "service:results");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_recall_changes_nothing_nor_does_one_of_a_stopped_journey() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.finish().await;
        let recalled = fixture.recalled(dossier);
        fixture.service.deliver(&recalled).await;
        fixture.service.deliver(&recalled).await;
        fixture.service.deliver(&fixture.recalled(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<JourneyReopened>().len(), 1);
        let stopped = fixture.accept().await;
        fixture.stop(stopped, "other").await;
        fixture.service.deliver(&fixture.recalled(stopped)).await;
        fixture.service.assert_clean().await;
        assert_eq!(read(&fixture, stopped, "journey").await["status"], 8);
        assert_eq!(fixture.service.published_of::<JourneyReopened>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_before_the_issue_waits_for_it() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, [submitted, accepted]) = fixture.accepted();
        let (issued, recalled) = (fixture.issued(dossier), fixture.recalled(dossier));
        fixture.service.deliver(&issued).await;
        fixture.service.deliver(&recalled).await;
        fixture.service.settle_with(2).await;
        for message in [submitted, accepted, fixture.worked(dossier), fixture.decided(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names().last().map(String::as_str), Some("step.opened"));
        assert_eq!(fixture.service.published_of::<JourneyReopened>().len(), 1);
    })
    .await;
}

/// Intake receives the request itself and takes the papers, whatever the journey does.
#[tokio::test(flavor = "multi_thread")]
async fn papers_requested_in_a_round_that_ended_leave_no_event_parked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (one, other) = (fixture.finish().await, fixture.finish().await);
        fixture.request_papers(one).await;
        for dossier in [one, other] {
            fixture.service.deliver(&fixture.recalled(dossier)).await;
        }
        fixture.service.settle().await;
        // Late, of the round that the return for error ended; so is a stop.
        fixture.request_papers(other).await;
        fixture.stop(other, "other").await;
        for dossier in [one, other] {
            fixture.supply_papers(dossier).await;
            fixture.service.assert_clean().await;
            assert_eq!(read(&fixture, dossier, "journey").await["status"], 4);
            fixture.request_papers_in(dossier, 1).await;
            fixture.service.assert_clean().await;
            assert_eq!(read(&fixture, dossier, "journey").await["status"], 5, "a new request stops the clock");
        }
    })
    .await;
}
