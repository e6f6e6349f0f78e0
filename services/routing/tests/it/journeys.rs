//! Journeys, as events of other services advance them.

use motcua_contracts::routing::{JourneyCompleted, JourneyResumed, StepOpened};
use motcua_contracts::time::from_message;
use motcua_office::Role;
use motcua_testkit::clock::moment;
use motcua_testkit::{Shape, on_both};
use uuid::Uuid;

use crate::fixture::{AGENCY, DUE, Fixture};

#[tokio::test]
async fn a_journey_adopts_the_due_date_of_the_receipt_and_runs_its_steps() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        for message in [fixture.worked(dossier), fixture.decided(dossier), fixture.issued(dossier)] {
            fixture.service.deliver(&message).await;
        }
        fixture.service.assert_clean().await;
        assert_eq!(
            fixture.published_names(),
            ["journey.started", "step.opened", "step.opened", "step.opened", "journey.completed"]
        );
        let units: Vec<String> =
            fixture.service.published_of::<StepOpened>().into_iter().map(|step| step.unit).collect();
        assert_eq!(units, ["H35.05.04", "H35.05.03", "H35.05.02"]);
        let completed = &fixture.service.published_of::<JourneyCompleted>()[0];
        assert_eq!(from_message(completed.due_at), Some(moment(DUE)));
    })
    .await;
}

#[tokio::test]
async fn a_journey_runs_on_postgresql_and_nats() {
    let fixture = Fixture::start(Shape::CLUSTER).await;
    let dossier = fixture.accept().await;
    fixture.service.deliver(&fixture.worked(dossier)).await;
    fixture.service.assert_clean().await;
    assert_eq!(fixture.published_names(), ["journey.started", "step.opened", "step.opened"]);
}

#[tokio::test]
async fn every_opened_step_names_the_applicants_account_if_any() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let account = Uuid::now_v7().to_string();
        let (dossier, messages) = fixture.accepted_from(&account);
        for message in &messages {
            fixture.service.deliver(message).await;
        }
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.assert_clean().await;
        fixture.accept().await;
        fixture.service.assert_clean().await;
        let steps = fixture.service.published_of::<StepOpened>();
        let accounts: Vec<&str> = steps.iter().map(|step| step.applicant_account.as_str()).collect();
        assert_eq!(accounts, [account.as_str(), account.as_str(), ""]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_with_an_unreadable_applicant_is_rejected() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (_, messages) = fixture.accepted_from("Lò Thị Mai");
        for message in messages {
            fixture.service.deliver(&message).await;
        }
        assert_eq!(fixture.service.settle_with(0).await.dead, 1);
    })
    .await;
}

#[tokio::test]
async fn a_supplement_request_pauses_the_clock_by_whole_working_days() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.set_clock("2022-03-15 09:00");
        fixture.request_papers(dossier).await;
        fixture.service.settle().await;
        fixture.service.set_clock("2022-03-17 09:00");
        fixture.supply_papers(dossier).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names(), ["journey.started", "step.opened", "journey.paused", "journey.resumed"]);
        let resumed = &fixture.service.published_of::<JourneyResumed>()[0];
        assert_eq!(from_message(resumed.due_at), Some(moment("2022-03-21 17:00")), "Friday and Monday, over a weekend");
    })
    .await;
}

#[tokio::test]
async fn an_event_before_its_cause_waits_for_it() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, [submitted, accepted]) = fixture.accepted();
        let (worked, decided, issued) = (fixture.worked(dossier), fixture.decided(dossier), fixture.issued(dossier));
        fixture.service.deliver(&issued).await;
        fixture.service.deliver(&decided).await;
        fixture.service.deliver(&worked).await;
        fixture.service.settle_with(3).await;
        assert!(fixture.published_names().is_empty());
        fixture.service.deliver(&submitted).await;
        fixture.service.deliver(&accepted).await;
        fixture.service.assert_clean().await;
        assert_eq!(
            fixture.published_names(),
            ["journey.started", "step.opened", "step.opened", "step.opened", "journey.completed"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_repeated_event_opens_no_second_step() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        let worked = fixture.worked(dossier);
        fixture.service.deliver(&worked).await;
        fixture.service.deliver(&worked).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names(), ["journey.started", "step.opened", "step.opened"]);
    })
    .await;
}

#[tokio::test]
async fn a_dossier_of_an_unpublished_procedure_waits() {
    on_both(|engine| async move {
        let fixture = Fixture::without_catalogue(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle_with(1).await;
        fixture.publish_catalogue().await;
        fixture.service.deliver(&fixture.worked(dossier)).await;
        fixture.service.assert_clean().await;
        assert_eq!(fixture.published_names().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_journey_is_visible_to_its_own_agency_only() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        let path = format!("/v1/dossiers/{dossier}/journey");
        let ours = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(&format!("{AGENCY}.04")));
        let theirs = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.06.04"));
        let seen = fixture.service.get(&path, &ours).await.expect(200);
        assert_eq!((&seen["status"], &seen["step"]["unit"]), (&4.into(), &"H35.05.04".into()));
        let hidden = fixture.service.get(&path, &theirs).await.expect(404);
        let unknown =
            fixture.service.get("/v1/dossiers/01890000-0000-7000-8000-000000000000/journey", &theirs).await.expect(404);
        assert_eq!(hidden["code"], unknown["code"]);
        let due = fixture.service.get(&format!("/v1/dossiers/{dossier}/due-date"), &ours).await.expect(200);
        assert_eq!((&due["dueOn"], due["versions"].as_array().unwrap().len()), (&"2022-03-17".into(), 1));
    })
    .await;
}

/// A newer version of processing may know more causes: the event is not lost, it waits for a version that knows it.
#[tokio::test]
async fn an_event_with_an_unknown_stop_cause_is_parked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.accept().await;
        fixture.stop(dossier, "applicant_deceased").await;
        fixture.service.settle_with(1).await;
        assert_eq!(fixture.published_names(), ["journey.started", "step.opened"]);
    })
    .await;
}
