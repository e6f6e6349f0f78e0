//! A wish to have the dossier back is waited for until somebody answers it, whether the clock runs or stands.

use motcua_contracts::routing::JourneyPaused;
use motcua_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

use crate::events::{completed, kept, opened_in, papers_needed, paused, resumed, stopped, supplemented, withdrawing};
use crate::office::{Office, PLANNING};
use crate::stuck::{FAR, held, office, row};

const SINCE: &str = "2022-03-09T02:00:00Z";

fn unit() -> String {
    format!("{PLANNING}.02")
}

/// The clock stands for papers (5) or for a payment (6), and the applicant wants the dossier back.
async fn standing(office: &Office, status: u32) -> Uuid {
    let id = held(office, &unit(), "2022-03-01 08:00", FAR).await;
    let wait = JourneyPaused { dossier_id: id.to_string(), status };
    office.says(id, "2022-03-02 08:00", &wait).await;
    office.says(id, "2022-03-09 09:00", &withdrawing(id, status)).await;
    id
}

/// The same, heard while the clock ran (7).
async fn running(office: &Office) -> Uuid {
    let id = held(office, &unit(), "2022-03-08 08:00", FAR).await;
    office.says(id, "2022-03-09 09:00", &withdrawing(id, 7)).await;
    id
}

#[tokio::test]
async fn a_wish_to_withdraw_while_the_clock_stands_is_listed() {
    on_both(async |engine| {
        let office = office(engine).await;
        for status in [5, 6] {
            let id = standing(&office, status).await;
            let stuck = row(&office, id).await.expect("listed");
            assert_eq!((&stuck["status"], &stuck["waitsFor"]), (&json!(status), &json!("withdrawalAnswer")));
            assert_eq!((&stuck["since"], &stuck["workingMinutes"]), (&json!(SINCE), &json!(23 * 60)));
            assert_eq!(stuck["responsible"]["role"], "dept_head");
            office.says(id, "2022-03-09 10:00", &kept(id, status)).await;
            assert!(row(&office, id).await.is_none(), "it waits for the applicant again");
        }
    })
    .await;
}

#[tokio::test]
async fn a_pause_after_the_wish_does_not_hide_it() {
    on_both(async |engine| {
        let office = office(engine).await;
        let id = running(&office).await;
        office.says(id, "2022-03-10 08:00", &paused(id)).await;
        office.says(id, "2022-03-10 08:00", &papers_needed(id, "2022-03-10")).await;
        office.says(id, "2022-03-10 09:00", &supplemented(id)).await;
        let stuck = row(&office, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("withdrawalAnswer"), &json!(SINCE)));
        office.says(id, "2022-03-11 08:00", &resumed_withdrawing(id)).await;
        let stuck = row(&office, id).await.expect("still listed");
        assert_eq!((&stuck["status"], &stuck["since"]), (&json!(7), &json!(SINCE)));
    })
    .await;
}

fn resumed_withdrawing(id: Uuid) -> motcua_contracts::routing::JourneyResumed {
    motcua_contracts::routing::JourneyResumed { status: 7, ..resumed(id, FAR) }
}

#[tokio::test]
async fn a_wish_ends_with_the_decision_and_with_the_journey() {
    on_both(async |engine| {
        let office = office(engine).await;
        // A step opened while the wish is pending says so; the one after the leader's decision does not.
        let decided = running(&office).await;
        let corrected = motcua_contracts::routing::StepOpened { withdrawing: true, ..opened_in(decided, &unit(), FAR) };
        office.says(decided, "2022-03-09 10:00", &corrected).await;
        assert_eq!(row(&office, decided).await.expect("listed")["waitsFor"], "withdrawalAnswer");
        office.says(decided, "2022-03-09 11:00", &opened_in(decided, &unit(), FAR)).await;
        let stuck = row(&office, decided).await.expect("listed");
        assert_eq!((&stuck["status"], &stuck["waitsFor"]), (&json!(4), &json!("step")));
        assert_eq!(stuck["since"], "2022-03-09T04:00:00Z");
        let ended = running(&office).await;
        office.says(ended, "2022-03-09 10:00", &stopped(ended, FAR)).await;
        let completed_since = standing(&office, 5).await;
        office.says(completed_since, "2022-03-09 10:00", &completed(completed_since, FAR)).await;
        for id in [ended, completed_since] {
            assert!(row(&office, id).await.is_none());
        }
    })
    .await;
}
