//! A corrected dossier: it goes its way anew, is due by the right limit, and stays one dossier.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::intake::DossierCorrected;
use motcua_contracts::processing::{ResultDecided, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, JourneyResumed, StepOpened};
use motcua_contracts::time::{from_message, to_message};
use motcua_kit::auth::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;
use serde_json::json;

use crate::centre::{Centre, DUE, PROCEDURE};
use crate::payment::{demand, pay};

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
async fn work_of_the_round_before_has_no_effect_and_the_new_round_ends_by_the_right_date() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        centre.rig.say(dossier.0, &worked(dossier, 0)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said(), ["journey.started", "step.opened", "journey.rerouted", "step.opened"]);
        centre.rig.say(dossier.0, &worked(dossier, 1)).await;
        let decided = ResultDecided {
            dossier_id: dossier.to_string(),
            task_id: TaskId::of_step(dossier, 1, 3).to_string(),
            step_number: 3,
            granted: true,
            ..Default::default()
        };
        centre.rig.say(dossier.0, &decided).await;
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.assert_clean().await;
        let tasks: Vec<String> = centre.rig.heard_of::<StepOpened>().into_iter().map(|step| step.task_id).collect();
        let unique: std::collections::BTreeSet<&String> = tasks.iter().collect();
        assert_eq!(unique.len(), tasks.len(), "a step opened again is another task");
        let completed = centre.rig.heard_of::<JourneyCompleted>();
        assert_eq!((completed.len(), from_message(completed[0].due_at)), (1, Some(moment(RIGHT))));
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_crosses_a_correction_is_issued_and_nothing_gets_stuck() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.say(dossier.0, &worked(dossier, 0)).await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        centre.rig.deliver(&centre.decided(dossier)).await;
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said().last().map(String::as_str), Some("journey.completed"));
    })
    .await;
}

/// Intake takes a correction until it hears of the decision; routing may have heard first. Then the receipt shows the
/// corrected procedure and date, and whoever looks at the journey must see why it follows another.
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_the_decision_overtook_is_seen_in_journey_due_date_and_history() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.deliver(&centre.decided(dossier)).await;
        centre.rig.say(dossier.0, &DossierCorrected { procedure_version: 1, ..corrected(dossier) }).await;
        centre.rig.assert_clean().await;
        let officer = centre.rig.issuer.somebody(&[Role::CentreDirector], None);
        let read =
            async |what: &str| centre.rig.get(&format!("/v1/dossiers/{dossier}/{what}"), &officer).await.expect(200);
        let journey = read("journey").await;
        assert_eq!((&journey["step"]["number"], &journey["procedureVersion"]), (&json!(4), &json!(1)));
        let overtaken = &journey["overtakenCorrections"][0];
        assert_eq!((&overtaken["procedureVersion"], &overtaken["dueAt"]), (&json!(1), &json!("2022-03-18T10:00:00Z")));
        let due = read("due-date").await;
        assert_eq!((&due["dueAt"], due["versions"].as_array().map(Vec::len)), (&journey["dueAt"], Some(1)));
        assert_eq!(due["overtakenCorrections"], journey["overtakenCorrections"]);
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        centre.rig.assert_clean().await;
        let history = read("history/routing").await;
        let names: Vec<&str> =
            history["items"].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap()).collect();
        let overtaken = "correction_overtaken";
        assert_eq!(names, ["started", "advanced", "advanced", overtaken, "completed", overtaken]);
        let completed = centre.rig.heard_of::<JourneyCompleted>();
        assert_eq!((completed.len(), from_message(completed[0].due_at)), (1, Some(moment(DUE))), "the decision stands");
        let recounted = motcua_routing::recount(&centre.rig.database.db).await.unwrap();
        assert_eq!(recounted.different, Vec::<String>::new());
    })
    .await;
}

/// The leader speaks of the dossier, not of a step: a correction under way takes nothing of that back.
#[tokio::test]
async fn papers_asked_for_and_a_stop_stand_over_a_correction_that_crosses_them() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let (one, other) = (centre.accept().await, centre.accept().await);
        for dossier in [one, other] {
            centre.rig.say(dossier.0, &corrected(dossier)).await;
        }
        centre.ask_for_papers(one).await;
        centre.stop(other, "withdrawn").await;
        centre.rig.assert_clean().await;
        let said = centre.said();
        assert!(said.iter().any(|what| what == "journey.paused") && said.iter().any(|what| what == "journey.stopped"));
    })
    .await;
}

/// The new round demanded before it heard that the clock stands, and the first payment came just before that.
#[tokio::test]
async fn a_payment_demanded_over_a_correction_and_a_newer_one_leave_nothing_waiting() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        let older = demand(&centre, dossier, 0).await;
        let newer = demand(&centre, dossier, 1).await;
        pay(&centre, dossier, older, None).await;
        assert!(centre.rig.heard_of::<JourneyResumed>().is_empty(), "the newer one is awaited");
        pay(&centre, dossier, newer, None).await;
        assert_eq!(centre.rig.heard_of::<JourneyResumed>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_journey_follows_the_correction_and_every_due_date_can_be_counted_again() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-15 09:00");
        centre.ask_for_papers(dossier).await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-16 09:00");
        centre.hand_papers_in(dossier).await;
        centre.rig.settle().await;
        // The newest calendar is another than the one that intake had counted by.
        centre.hear_of_a_holiday("2022-03-17").await;
        for message in [centre.worked(dossier), centre.decided(dossier)] {
            centre.rig.deliver(&message).await;
        }
        centre.rig.say(dossier.0, &DossierCorrected { due_at: to_message(moment(DUE)), ..corrected(dossier) }).await;
        for message in [centre.issued(dossier), centre.recalled(dossier)] {
            centre.rig.deliver(&message).await;
        }
        centre.rig.assert_clean().await;
        let said = centre.said();
        assert_eq!(said[said.len() - 3..], ["journey.reopened", "journey.rerouted", "step.opened"]);
        let officer = centre.rig.issuer.somebody(&[Role::CentreDirector], None);
        let due = centre.rig.get(&format!("/v1/dossiers/{dossier}/due-date"), &officer).await.expect(200);
        let versions = due["versions"].as_array().unwrap();
        let told: Vec<_> = versions.iter().map(|it| (it["reason"].clone(), it["calendarVersion"].clone())).collect();
        let (accepted, resumed) = ((json!("accepted"), json!(1)), json!("resumed"));
        let corrected = (json!("corrected"), json!(1));
        assert_eq!(told, [accepted, (resumed.clone(), json!(1)), corrected, (resumed, json!(2))]);
        assert!(versions.iter().all(|version| version["recountedAt"] == version["dueAt"]), "{due}");
        let recounted = motcua_routing::recount(&centre.rig.database.db).await.unwrap();
        assert_eq!(recounted.different, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_correction_waits_for_the_calendar_that_its_date_was_counted_by() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        centre.rig.say(dossier.0, &DossierCorrected { calendar_version: 2, ..corrected(dossier) }).await;
        centre.rig.settle_with(1).await;
        assert_eq!(centre.said().len(), 2, "nothing began anew");
        centre.hear_of_a_holiday("2022-03-17").await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said()[2..], ["journey.rerouted", "step.opened"]);
    })
    .await;
}
