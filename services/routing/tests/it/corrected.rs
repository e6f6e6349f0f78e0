//! A corrected dossier: its journey begins again, is due by the right limit, and stays one dossier.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::intake::DossierCorrected;
use motcua_contracts::processing::{ResultDecided, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyResumed, StepOpened};
use motcua_contracts::time::{from_message, to_message};
use motcua_office::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{DUE, Fixture, PROCEDURE};
use crate::payment::{pay, request_payment};

const RIGHT: &str = "2022-03-18 17:00";

fn corrected(dossier: DossierId) -> DossierCorrected {
    DossierCorrected {
        dossier_id: dossier.to_string(),
        procedure_id: PROCEDURE.to_string(),
        procedure_version: 1,
        case_code: "1".into(),
        channel: "counter".into(),
        due_at: to_message(moment(RIGHT)),
        calendar_version: 1,
    }
}

fn worked(dossier: DossierId, round: u32) -> TaskCompleted {
    let task_id = TaskId::of_step(dossier, round, 2).to_string();
    TaskCompleted { dossier_id: dossier.to_string(), task_id, step_number: 2 }
}

#[tokio::test]
async fn a_correction_voids_earlier_work_and_sets_the_right_due_date() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.publish(dossier.0, &corrected(dossier)).await;
        fixture.service.publish(dossier.0, &worked(dossier, 0)).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names(), ["journey.started", "step.opened", "journey.rerouted", "step.opened"]);
        fixture.service.publish(dossier.0, &worked(dossier, 1)).await;
        let decided = ResultDecided {
            dossier_id: dossier.to_string(),
            task_id: TaskId::of_step(dossier, 1, 3).to_string(),
            step_number: 3,
            granted: true,
            ..Default::default()
        };
        fixture.service.publish(dossier.0, &decided).await;
        fixture.service.deliver(&fixture.issued(dossier)).await;
        fixture.service.assert_clean().await;
        let tasks: Vec<String> =
            fixture.service.published_of::<StepOpened>().into_iter().map(|step| step.task_id).collect();
        let unique: std::collections::BTreeSet<&String> = tasks.iter().collect();
        assert_eq!(unique.len(), tasks.len(), "a step opened again is another task");
        let completed = fixture.service.published_of::<JourneyCompleted>();
        assert_eq!((completed.len(), from_message(completed[0].due_at)), (1, Some(moment(RIGHT))));
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_crosses_a_correction_is_issued() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.publish(dossier.0, &worked(dossier, 0)).await;
        fixture.service.publish(dossier.0, &corrected(dossier)).await;
        fixture.service.deliver(&fixture.decided(dossier)).await;
        fixture.service.deliver(&fixture.issued(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names().last().map(String::as_str), Some("journey.completed"));
    })
    .await;
}

/// Intake accepts a correction until the decision arrives there; it may have arrived at routing first. Then the receipt
/// shows the corrected procedure and date, and the journey must show why it follows another.
#[tokio::test(flavor = "multi_thread")]
async fn a_superseded_correction_shows_in_journey_due_date_and_history() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.deliver(&fixture.decided(dossier)).await;
        fixture.service.publish(dossier.0, &DossierCorrected { procedure_version: 1, ..corrected(dossier) }).await;
        fixture.service.assert_clean().await;
        let officer = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
        let read = async |what: &str| {
            fixture.service.get(&format!("/v1/dossiers/{dossier}/{what}"), &officer).await.expect(200)
        };
        let journey = read("journey").await;
        assert_eq!((&journey["step"]["number"], &journey["procedureVersion"]), (&json!(4), &json!(1)));
        let correction = &journey["supersededCorrections"][0];
        assert_eq!(
            (&correction["procedureVersion"], &correction["dueAt"]),
            (&json!(1), &json!("2022-03-18T10:00:00Z"))
        );
        let due = read("due-date").await;
        assert_eq!((&due["dueAt"], due["versions"].as_array().map(Vec::len)), (&journey["dueAt"], Some(1)));
        assert_eq!(due["supersededCorrections"], journey["supersededCorrections"]);
        fixture.service.deliver(&fixture.issued(dossier)).await;
        fixture.service.publish(dossier.0, &corrected(dossier)).await;
        fixture.service.assert_clean().await;
        let history = read("history/routing").await;
        let names: Vec<&str> =
            history["items"].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap()).collect();
        let superseded = "correction_superseded";
        assert_eq!(names, ["started", "advanced", "advanced", superseded, "completed", superseded]);
        let completed = fixture.service.published_of::<JourneyCompleted>();
        assert_eq!((completed.len(), from_message(completed[0].due_at)), (1, Some(moment(DUE))), "the decision stands");
        let recounted = motcua_routing::recount(&fixture.service.database.db).await.unwrap();
        assert_eq!(recounted.different, Vec::<String>::new());
    })
    .await;
}

/// The leader decides about the dossier, not about a step: a correction that crosses this does not revoke it.
#[tokio::test]
async fn requests_and_stops_stand_when_a_correction_crosses_them() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (one, other) = (fixture.accept().await, fixture.accept().await);
        for dossier in [one, other] {
            fixture.service.publish(dossier.0, &corrected(dossier)).await;
        }
        fixture.request_papers(one).await;
        fixture.stop(other, "withdrawn").await;
        fixture.service.assert_clean().await;
        let published = fixture.published_names();
        assert!(
            published.iter().any(|what| what == "journey.paused")
                && published.iter().any(|what| what == "journey.stopped")
        );
    })
    .await;
}

/// The new round requests a payment before the event of the pause arrives, and the first payment arrives just before
/// that.
#[tokio::test]
async fn the_newer_of_two_payment_requests_across_a_correction_is_awaited() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.publish(dossier.0, &corrected(dossier)).await;
        let older = request_payment(&fixture, dossier, 0).await;
        let newer = request_payment(&fixture, dossier, 1).await;
        pay(&fixture, dossier, older, None).await;
        assert!(fixture.service.published_of::<JourneyResumed>().is_empty(), "the newer one is awaited");
        pay(&fixture, dossier, newer, None).await;
        assert_eq!(fixture.service.published_of::<JourneyResumed>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_journey_follows_the_correction_and_recounts_the_same() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.request_papers(dossier).await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-16 09:00");
        fixture.supply_papers(dossier).await;
        fixture.service.settle().await;
        // The newest calendar differs from the one that intake counted by.
        fixture.publish_holiday("2022-03-17").await;
        for message in [fixture.worked(dossier), fixture.decided(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture
            .service
            .publish(dossier.0, &DossierCorrected { due_at: to_message(moment(DUE)), ..corrected(dossier) })
            .await;
        for message in [fixture.issued(dossier), fixture.recalled(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        let published = fixture.published_names();
        assert_eq!(published[published.len() - 3..], ["journey.reopened", "journey.rerouted", "step.opened"]);
        let officer = fixture.service.issuer.somebody(&[Role::CentreDirector], None);
        let due = fixture.service.get(&format!("/v1/dossiers/{dossier}/due-date"), &officer).await.expect(200);
        let versions = due["versions"].as_array().unwrap();
        let shown: Vec<_> = versions.iter().map(|it| (it["reason"].clone(), it["calendarVersion"].clone())).collect();
        let (accepted, resumed) = ((json!("accepted"), json!(1)), json!("resumed"));
        let corrected = (json!("corrected"), json!(1));
        assert_eq!(shown, [accepted, (resumed.clone(), json!(1)), corrected, (resumed, json!(2))]);
        assert!(versions.iter().all(|version| version["recountedAt"] == version["dueAt"]), "{due}");
        let recounted = motcua_routing::recount(&fixture.service.database.db).await.unwrap();
        assert_eq!(recounted.different, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_correction_waits_for_the_calendar_version_it_was_counted_by() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        fixture.service.publish(dossier.0, &DossierCorrected { calendar_version: 2, ..corrected(dossier) }).await;
        fixture.service.settle_with(1).await;
        assert_eq!(fixture.published_names().len(), 2, "nothing began again");
        fixture.publish_holiday("2022-03-17").await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names()[2..], ["journey.rerouted", "step.opened"]);
    })
    .await;
}
