//! Payments: the clock resumes from the moment of the payment, not of its notification.

use motcua_contracts::ids::{DossierId, FeeId, TaskId};
use motcua_contracts::intake::FeePaid;
use motcua_contracts::processing::FeeRequired;
use motcua_contracts::routing::JourneyResumed;
use motcua_contracts::time::{from_message, to_message};
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;

use crate::fixture::{DUE, Fixture};

/// Processing requests a payment in a round of the journey.
pub async fn request_payment(fixture: &Fixture, dossier: DossierId, round: u32) -> FeeId {
    let fee = FeeId::mint();
    let required = FeeRequired {
        dossier_id: dossier.to_string(),
        task_id: TaskId::of_step(dossier, round, 2).to_string(),
        fee_id: fee.to_string(),
        amount_vnd: 50_000,
    };
    fixture.service.publish(dossier.0, &required).await;
    fixture.service.settle().await;
    fee
}

/// It is paid; the event may name the time of the payment.
pub async fn pay(fixture: &Fixture, dossier: DossierId, fee: FeeId, paid_at: Option<&str>) {
    let (dossier_id, fee_id) = (dossier.to_string(), fee.to_string());
    let paid_at = paid_at.map(moment).and_then(to_message);
    fixture.service.publish(dossier.0, &FeePaid { dossier_id, fee_id, paid_at }).await;
    fixture.service.assert_clean().await;
}

/// A journey whose clock is paused since Tuesday at nine; the notification of the payment arrives six days later.
async fn paid(fixture: &Fixture, paid_at: Option<&str>) -> DossierId {
    let dossier = fixture.accept().await;
    fixture.service.set_clock("2022-03-15 09:00");
    let fee = request_payment(fixture, dossier, 0).await;
    fixture.service.set_clock("2022-03-21 09:00");
    pay(fixture, dossier, fee, paid_at).await;
    dossier
}

#[tokio::test]
async fn the_clock_resumes_at_the_payment_however_late_its_notification() {
    on_both(|engine| async move {
        // Paid on Thursday at nine, notified on Monday: the pause is two working days.
        let cases = [
            (Some("2022-03-17 09:00"), "2022-03-21 17:00"),
            // Paid before the clock was paused: there is no pause.
            (Some("2022-03-14 09:00"), DUE),
            // Not named: the time of the event.
            (None, "2022-03-23 17:00"),
        ];
        for (paid_at, due) in cases {
            let fixture = Fixture::start(engine).await;
            paid(&fixture, paid_at).await;
            let resumed = fixture.service.published_of::<JourneyResumed>();
            assert_eq!(resumed.len(), 1);
            assert_eq!(from_message(resumed[0].due_at), Some(moment(due)), "{paid_at:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_pause_ends_at_the_payment() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = paid(&fixture, Some("2022-03-17 09:00")).await;
        let officer = fixture.service.issuer.somebody(&[motcua_office::Role::DeptOfficer], Some("H35.05.04"));
        let why = fixture.service.get(&format!("/v1/dossiers/{dossier}/due-date"), &officer).await.expect(200);
        assert_eq!(why["pauses"][0]["from"], "2022-03-15T02:00:00Z");
        assert_eq!(why["pauses"][0]["to"], "2022-03-17T02:00:00Z");
    })
    .await;
}

/// Intake receives each request itself and takes the money, whatever the journey does.
#[tokio::test]
async fn two_payments_that_crossed_the_end_leave_no_event_parked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.finish().await;
        let fees = [request_payment(&fixture, dossier, 0).await, request_payment(&fixture, dossier, 0).await];
        fixture.service.deliver(&fixture.recalled(dossier)).await;
        for fee in fees {
            pay(&fixture, dossier, fee, None).await;
        }
        assert!(fixture.service.published_of::<JourneyResumed>().is_empty(), "the clock was never paused");
    })
    .await;
}

#[tokio::test]
async fn an_expired_payment_does_not_end_the_wait_for_another() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.finish().await;
        let expired = request_payment(&fixture, dossier, 0).await;
        fixture.service.deliver(&fixture.recalled(dossier)).await;
        let awaited = request_payment(&fixture, dossier, 1).await;
        pay(&fixture, dossier, expired, None).await;
        assert!(fixture.service.published_of::<JourneyResumed>().is_empty());
        pay(&fixture, dossier, awaited, None).await;
        assert_eq!(fixture.service.published_of::<JourneyResumed>().len(), 1);
    })
    .await;
}
