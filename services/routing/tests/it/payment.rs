//! A payment that was demanded: the clock goes on from the moment the money was taken, not from that of the notice.

use motcua_contracts::ids::{DossierId, FeeId, TaskId};
use motcua_contracts::intake::FeePaid;
use motcua_contracts::processing::FeeRequired;
use motcua_contracts::routing::JourneyResumed;
use motcua_contracts::time::{from_message, to_message};
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;

use crate::centre::{Centre, DUE};

/// A payment is demanded in a round of the journey.
pub async fn demand(centre: &Centre, dossier: DossierId, round: u32) -> FeeId {
    let fee = FeeId::mint();
    let required = FeeRequired {
        dossier_id: dossier.to_string(),
        task_id: TaskId::of_step(dossier, round, 2).to_string(),
        fee_id: fee.to_string(),
        amount_vnd: 50_000,
    };
    centre.rig.say(dossier.0, &required).await;
    centre.rig.settle().await;
    fee
}

/// It is paid; when the money was taken is said or not.
pub async fn pay(centre: &Centre, dossier: DossierId, fee: FeeId, paid_at: Option<&str>) {
    let (dossier_id, fee_id) = (dossier.to_string(), fee.to_string());
    let paid_at = paid_at.map(moment).and_then(to_message);
    centre.rig.say(dossier.0, &FeePaid { dossier_id, fee_id, paid_at }).await;
    centre.rig.assert_clean().await;
}

/// A journey whose clock has stood since Tuesday at nine; the notice of the payment comes six days later.
async fn paid(centre: &Centre, paid_at: Option<&str>) -> DossierId {
    let dossier = centre.accept().await;
    centre.rig.set_clock("2022-03-15 09:00");
    let fee = demand(centre, dossier, 0).await;
    centre.rig.set_clock("2022-03-21 09:00");
    pay(centre, dossier, fee, paid_at).await;
    dossier
}

#[tokio::test]
async fn the_clock_goes_on_when_the_money_was_taken_however_late_the_notice_comes() {
    on_both(|engine| async move {
        // Taken on Thursday at nine, told on Monday: two working days were waited for.
        let cases = [
            (Some("2022-03-17 09:00"), "2022-03-21 17:00"),
            // Taken before the clock stood: it did not stand at all.
            (Some("2022-03-14 09:00"), DUE),
            // Not said: the time of the event.
            (None, "2022-03-23 17:00"),
        ];
        for (paid_at, due) in cases {
            let centre = Centre::open(engine).await;
            paid(&centre, paid_at).await;
            let resumed = centre.rig.heard_of::<JourneyResumed>();
            assert_eq!(resumed.len(), 1);
            assert_eq!(from_message(resumed[0].due_at), Some(moment(due)), "{paid_at:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_pause_ends_when_the_money_was_taken() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = paid(&centre, Some("2022-03-17 09:00")).await;
        let officer = centre.rig.issuer.somebody(&[motcua_kit::auth::Role::DeptOfficer], Some("H35.05.04"));
        let why = centre.rig.get(&format!("/v1/dossiers/{dossier}/due-date"), &officer).await.expect(200);
        assert_eq!(why["pauses"][0]["from"], "2022-03-15T02:00:00Z");
        assert_eq!(why["pauses"][0]["to"], "2022-03-17T02:00:00Z");
    })
    .await;
}

/// Intake hears of each demand itself and takes the money, whatever the journey does.
#[tokio::test]
async fn two_payments_that_crossed_the_end_leave_nothing_waiting() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.finish().await;
        let fees = [demand(&centre, dossier, 0).await, demand(&centre, dossier, 0).await];
        centre.rig.deliver(&centre.recalled(dossier)).await;
        for fee in fees {
            pay(&centre, dossier, fee, None).await;
        }
        assert!(centre.rig.heard_of::<JourneyResumed>().is_empty(), "the clock never stood");
    })
    .await;
}

#[tokio::test]
async fn a_payment_that_lapsed_does_not_end_the_wait_for_another() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.finish().await;
        let lapsed = demand(&centre, dossier, 0).await;
        centre.rig.deliver(&centre.recalled(dossier)).await;
        let awaited = demand(&centre, dossier, 1).await;
        pay(&centre, dossier, lapsed, None).await;
        assert!(centre.rig.heard_of::<JourneyResumed>().is_empty());
        pay(&centre, dossier, awaited, None).await;
        assert_eq!(centre.rig.heard_of::<JourneyResumed>().len(), 1);
    })
    .await;
}
