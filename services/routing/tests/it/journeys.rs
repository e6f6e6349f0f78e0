//! Journeys, as events of the others move them.

use motcua_contracts::routing::{JourneyCompleted, JourneyResumed, StepOpened};
use motcua_contracts::time::from_message;
use motcua_kit::auth::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::{Shape, on_both};
use uuid::Uuid;

use crate::centre::{AGENCY, Centre, DUE};

#[tokio::test]
async fn a_journey_adopts_the_receipts_promise_and_goes_through_its_steps() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        for message in [centre.worked(dossier), centre.decided(dossier), centre.issued(dossier)] {
            centre.rig.deliver(&message).await;
        }
        centre.rig.assert_clean().await;
        assert_eq!(
            centre.said(),
            ["journey.started", "step.opened", "step.opened", "step.opened", "journey.completed"]
        );
        let units: Vec<String> = centre.rig.heard_of::<StepOpened>().into_iter().map(|step| step.unit).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03", "H35.05.02"]);
        let completed = &centre.rig.heard_of::<JourneyCompleted>()[0];
        assert_eq!(from_message(completed.due_at), Some(moment(DUE)));
    })
    .await;
}

#[tokio::test]
async fn the_same_on_postgresql_and_nats() {
    let centre = Centre::open(Shape::CLUSTER).await;
    let dossier = centre.accept().await;
    centre.rig.deliver(&centre.worked(dossier)).await;
    centre.rig.assert_clean().await;
    assert_eq!(centre.said(), ["journey.started", "step.opened", "step.opened"]);
}

#[tokio::test]
async fn every_opened_step_names_the_account_of_the_applicant_where_there_is_one() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let account = Uuid::now_v7().to_string();
        let (dossier, messages) = centre.accepted_from(&account);
        for message in &messages {
            centre.rig.deliver(message).await;
        }
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.assert_clean().await;
        centre.accept().await;
        centre.rig.assert_clean().await;
        let steps = centre.rig.heard_of::<StepOpened>();
        let accounts: Vec<&str> = steps.iter().map(|step| step.applicant_account.as_str()).collect();
        assert_eq!(accounts, [account.as_str(), account.as_str(), ""]);
    })
    .await;
}

#[tokio::test]
async fn a_supplement_request_stops_the_clock_by_whole_working_days() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.set_clock("2022-03-15 09:00");
        centre.ask_for_papers(dossier).await;
        centre.rig.settle().await;
        centre.rig.set_clock("2022-03-17 09:00");
        centre.hand_papers_in(dossier).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said(), ["journey.started", "step.opened", "journey.paused", "journey.resumed"]);
        let resumed = &centre.rig.heard_of::<JourneyResumed>()[0];
        assert_eq!(from_message(resumed.due_at), Some(moment("2022-03-21 17:00")), "Friday and Monday, over a weekend");
    })
    .await;
}

#[tokio::test]
async fn what_comes_before_its_cause_waits_for_it() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let (dossier, [submitted, accepted]) = centre.accepted();
        let (worked, decided, issued) = (centre.worked(dossier), centre.decided(dossier), centre.issued(dossier));
        centre.rig.deliver(&issued).await;
        centre.rig.deliver(&decided).await;
        centre.rig.deliver(&worked).await;
        centre.rig.settle_with(3).await;
        assert!(centre.said().is_empty());
        centre.rig.deliver(&submitted).await;
        centre.rig.deliver(&accepted).await;
        centre.rig.assert_clean().await;
        assert_eq!(
            centre.said(),
            ["journey.started", "step.opened", "step.opened", "step.opened", "journey.completed"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_repeated_event_opens_no_second_step() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        let worked = centre.worked(dossier);
        centre.rig.deliver(&worked).await;
        centre.rig.deliver(&worked).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said(), ["journey.started", "step.opened", "step.opened"]);
    })
    .await;
}

#[tokio::test]
async fn a_dossier_of_a_procedure_not_heard_of_yet_waits() {
    on_both(|engine| async move {
        let centre = Centre::empty(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle_with(1).await;
        centre.hear_of_the_catalogue().await;
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_journey_is_seen_by_its_agency_and_nobody_elses() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        let path = format!("/v1/dossiers/{dossier}/journey");
        let ours = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some(&format!("{AGENCY}.04")));
        let theirs = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some("H35.06.04"));
        let seen = centre.rig.get(&path, &ours).await.expect(200);
        assert_eq!((&seen["status"], &seen["step"]["unit"]), (&4.into(), &"H35.05.04".into()));
        let hidden = centre.rig.get(&path, &theirs).await.expect(404);
        let unknown =
            centre.rig.get("/v1/dossiers/01890000-0000-7000-8000-000000000000/journey", &theirs).await.expect(404);
        assert_eq!(hidden["code"], unknown["code"]);
        let due = centre.rig.get(&format!("/v1/dossiers/{dossier}/due-date"), &ours).await.expect(200);
        assert_eq!((&due["dueOn"], due["versions"].as_array().unwrap().len()), (&"2022-03-17".into(), 1));
    })
    .await;
}
