//! A withdrawal request is pending until it is decided, whether the clock is running or paused.

use motcua_contracts::routing::JourneyPaused;
use motcua_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

use crate::events::{
    completed, opened_in, papers_needed, paused, resumed, stopped, supplemented, withdrawal_declined, withdrawing,
};
use crate::fixture::{Fixture, PLANNING};
use crate::stuck::{FAR, held, row};

const SINCE: &str = "2022-03-09T02:00:00Z";

fn unit() -> String {
    format!("{PLANNING}.02")
}

/// The clock is paused for papers (5) or for a payment (6), and the applicant requests the withdrawal.
async fn paused_with_request(fixture: &Fixture, status: u32) -> Uuid {
    let id = held(fixture, &unit(), "2022-03-01 08:00", FAR).await;
    let wait = JourneyPaused { dossier_id: id.to_string(), status };
    fixture.publish(id, "2022-03-02 08:00", &wait).await;
    fixture.publish(id, "2022-03-09 09:00", &withdrawing(id, status)).await;
    id
}

/// The applicant requests the withdrawal while the clock is running (7).
async fn running_with_request(fixture: &Fixture) -> Uuid {
    let id = held(fixture, &unit(), "2022-03-08 08:00", FAR).await;
    fixture.publish(id, "2022-03-09 09:00", &withdrawing(id, 7)).await;
    id
}

#[tokio::test]
async fn a_withdrawal_request_during_a_pause_is_listed() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        for status in [5, 6] {
            let id = paused_with_request(&fixture, status).await;
            let stuck = row(&fixture, id).await.expect("listed");
            assert_eq!((&stuck["status"], &stuck["waitsFor"]), (&json!(status), &json!("withdrawalAnswer")));
            assert_eq!((&stuck["since"], &stuck["workingMinutes"]), (&json!(SINCE), &json!(23 * 60)));
            assert_eq!(stuck["responsible"]["role"], "dept_head");
            fixture.publish(id, "2022-03-09 10:00", &withdrawal_declined(id, status)).await;
            assert!(row(&fixture, id).await.is_none(), "it waits for the applicant again");
        }
    })
    .await;
}

#[tokio::test]
async fn a_pause_does_not_hide_an_earlier_withdrawal_request() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let id = running_with_request(&fixture).await;
        fixture.publish(id, "2022-03-10 08:00", &paused(id)).await;
        fixture.publish(id, "2022-03-10 08:00", &papers_needed(id, "2022-03-10")).await;
        fixture.publish(id, "2022-03-10 09:00", &supplemented(id)).await;
        let stuck = row(&fixture, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("withdrawalAnswer"), &json!(SINCE)));
        fixture.publish(id, "2022-03-11 08:00", &resumed_withdrawing(id)).await;
        let stuck = row(&fixture, id).await.expect("still listed");
        assert_eq!((&stuck["status"], &stuck["since"]), (&json!(7), &json!(SINCE)));
    })
    .await;
}

fn resumed_withdrawing(id: Uuid) -> motcua_contracts::routing::JourneyResumed {
    motcua_contracts::routing::JourneyResumed { status: 7, ..resumed(id, FAR) }
}

#[tokio::test]
async fn a_withdrawal_request_ends_with_the_decision_or_the_journey() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        // A step that is opened while the request is pending says so; the one after the leader's decision does not.
        let decided = running_with_request(&fixture).await;
        let corrected = motcua_contracts::routing::StepOpened { withdrawing: true, ..opened_in(decided, &unit(), FAR) };
        fixture.publish(decided, "2022-03-09 10:00", &corrected).await;
        assert_eq!(row(&fixture, decided).await.expect("listed")["waitsFor"], "withdrawalAnswer");
        fixture.publish(decided, "2022-03-09 11:00", &opened_in(decided, &unit(), FAR)).await;
        let stuck = row(&fixture, decided).await.expect("listed");
        assert_eq!((&stuck["status"], &stuck["waitsFor"]), (&json!(4), &json!("step")));
        assert_eq!(stuck["since"], "2022-03-09T04:00:00Z");
        let ended = running_with_request(&fixture).await;
        fixture.publish(ended, "2022-03-09 10:00", &stopped(ended, FAR)).await;
        let completed_since = paused_with_request(&fixture, 5).await;
        fixture.publish(completed_since, "2022-03-09 10:00", &completed(completed_since, FAR)).await;
        for id in [ended, completed_since] {
            assert!(row(&fixture, id).await.is_none());
        }
    })
    .await;
}
