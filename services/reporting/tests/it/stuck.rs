//! Stuck dossiers are listed with what they wait for and the responsible party.

use motcua_contracts::routing::JourneyMoved;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{
    accepted, begin, code, completed, forwarded, moved, opened_in, opinion_given, opinion_requested, paid,
    papers_needed, paused, recalled, reference, refused, reopened, returned, submitted, supplemented, withdrawing,
};
use crate::fixture::{Fixture, HEALTH, PLANNING};
use crate::stuck_fees::waits_for_money;

pub const FAR: &str = "2022-05-31 17:00";

/// Accepted by intake, without a journey.
pub async fn accepted_only(fixture: &Fixture, at: &str) -> Uuid {
    let id = Uuid::now_v7();
    fixture.publish(id, at, &submitted(id, PLANNING, "online")).await;
    fixture.publish(id, at, &accepted(id, PLANNING, "online", FAR)).await;
    id
}

/// Begun, and a unit holds its step.
pub async fn held(fixture: &Fixture, unit: &str, at: &str, step_due: &str) -> Uuid {
    let id = begin(fixture, PLANNING, "online", at, FAR).await;
    fixture.publish(id, at, &opened_in(id, unit, step_due)).await;
    id
}

pub async fn listed(fixture: &Fixture, query: &str) -> Vec<Value> {
    fixture.service.assert_clean().await;
    let answer = fixture.service.get(&format!("/v1/reports/stuck{query}"), &fixture.director()).await.expect(200);
    answer["items"].as_array().expect("items").clone()
}

pub async fn row(fixture: &Fixture, id: Uuid) -> Option<Value> {
    listed(fixture, "").await.into_iter().find(|row| row["dossierId"] == id.to_string())
}

#[tokio::test]
async fn an_accepted_dossier_without_a_journey_is_listed() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        // 16 working hours before Monday 08:00 lie on Thursday, 08:00.
        let id = accepted_only(&fixture, "2022-03-10 07:59").await;
        let fresh = accepted_only(&fixture, "2022-03-10 08:00").await;
        let row = row(&fixture, id).await.expect("listed");
        assert_eq!((&row["code"], &row["status"], &row["waitsFor"]), (&json!(code(id)), &json!(2), &json!("journey")));
        assert_eq!((&row["since"], &row["workingMinutes"]), (&json!("2022-03-10T00:59:00Z"), &json!(961)));
        assert_eq!(row["responsible"], json!({"role": "sys_admin"}));
        assert_eq!(row["agency"]["name"], "Cơ quan H35.05");
        assert!(self::row(&fixture, fresh).await.is_none(), "16 hours are not more than 16");
    })
    .await;
}

#[tokio::test]
async fn a_dossier_that_moves_disappears_from_the_list() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let unit = format!("{PLANNING}.02");
        let id = held(&fixture, &unit, "2022-03-09 08:00", FAR).await;
        let stuck = row(&fixture, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["holder"]["code"]), (&json!("step"), &json!(unit)));
        let name = json!("Phòng Nghiệp vụ");
        assert_eq!(stuck["responsible"], json!({"role": "dept_officer", "unit": {"code": unit, "name": name}}));
        fixture.publish(id, "2022-03-11 08:00", &moved(id, &format!("{HEALTH}.02"))).await;
        assert!(row(&fixture, id).await.is_none());
        fixture.service.set_clock("2022-03-15 10:00");
        assert_eq!(row(&fixture, id).await.expect("stuck again")["holder"]["code"], "H35.15.02");
        fixture.publish(id, "2022-03-15 09:00", &completed(id, FAR)).await;
        assert!(row(&fixture, id).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_submission_is_listed_after_eight_working_hours_without_an_answer() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let (late, fresh, declined) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        fixture.publish(late, "2022-03-11 07:30", &submitted(late, PLANNING, "online")).await;
        fixture.publish(fresh, "2022-03-11 08:00", &submitted(fresh, PLANNING, "online")).await;
        fixture.publish(declined, "2022-03-11 07:30", &submitted(declined, PLANNING, "online")).await;
        fixture.publish(declined, "2022-03-11 07:40", &refused(declined)).await;
        let rows = listed(&fixture, "?workingHours=200").await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!((&rows[0]["code"], &rows[0]["waitsFor"]), (&json!(reference(late)), &json!("acceptance")));
        assert_eq!(rows[0]["responsible"]["role"], "intake_officer");
        assert_eq!(rows[0]["responsible"]["unit"], json!({"code": PLANNING, "name": "Cơ quan H35.05"}));
    })
    .await;
}

#[tokio::test]
async fn a_step_past_its_own_due_date_is_listed_at_once() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let unit = format!("{PLANNING}.02");
        let late = held(&fixture, &unit, "2022-03-11 16:00", "2022-03-14 07:59").await;
        let in_time = held(&fixture, &unit, "2022-03-11 16:00", "2022-03-14 08:01").await;
        let row = row(&fixture, late).await.expect("listed");
        assert_eq!((&row["workingMinutes"], &row["stepDueAt"]), (&json!(120), &json!("2022-03-14T00:59:00Z")));
        assert!(self::row(&fixture, in_time).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_pending_opinion_is_listed_until_it_is_given() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-09 07:00", FAR).await;
        fixture.publish(id, "2022-03-09 08:00", &opinion_requested(id, HEALTH)).await;
        let stuck = row(&fixture, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("opinion"), &json!("2022-03-09T01:00:00Z")));
        assert_eq!(stuck["responsible"]["unit"]["code"], "H35.15.02");
        fixture.publish(id, "2022-03-11 08:00", &opinion_given(id)).await;
        assert!(row(&fixture, id).await.is_none(), "the work can go on since the opinion");
    })
    .await;
}

#[tokio::test]
async fn a_moved_opinion_is_expected_from_the_new_unit() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-09 07:00", FAR).await;
        fixture.publish(id, "2022-03-09 08:00", &opinion_requested(id, HEALTH)).await;
        let from_unit = format!("{HEALTH}.02");
        let gone = JourneyMoved { from_unit, open_step_moved: false, ..moved(id, &format!("{HEALTH}.03")) };
        fixture.publish(id, "2022-03-09 09:00", &gone).await;
        let stuck = row(&fixture, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("opinion"), &json!("2022-03-09T01:00:00Z")));
        assert_eq!(stuck["responsible"]["unit"]["code"], "H35.15.03");
    })
    .await;
}

/// Waits for papers since 2 March, until a day.
async fn waits_for_papers(fixture: &Fixture, until: &str) -> Uuid {
    let id = held(fixture, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
    fixture.publish(id, "2022-03-02 08:00", &paused(id)).await;
    fixture.publish(id, "2022-03-02 08:00", &papers_needed(id, until)).await;
    id
}

#[tokio::test]
async fn a_supplemented_dossier_waits_since_the_supplement() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let waits = waits_for_papers(&fixture, "2022-03-14").await;
        let answered = waits_for_papers(&fixture, "2022-03-14").await;
        fixture.publish(answered, "2022-03-04 08:00", &supplemented(answered)).await;
        let lately = waits_for_papers(&fixture, "2022-03-14").await;
        fixture.publish(lately, "2022-03-10 08:00", &supplemented(lately)).await;
        let stuck = row(&fixture, answered).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("resumption"), &json!("2022-03-04T01:00:00Z")));
        assert_eq!(stuck["workingMinutes"], 48 * 60, "the days in which papers were awaited are not the fixture's");
        assert!(row(&fixture, lately).await.is_none(), "16 hours are not more than 16");
        assert!(row(&fixture, waits).await.is_none(), "it waits for the applicant");
    })
    .await;
}

#[tokio::test]
async fn a_paid_dossier_waits_since_the_payment_not_since_its_report() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let fee = Uuid::now_v7();
        let id = waits_for_money(&fixture, fee).await;
        assert_eq!(row(&fixture, id).await, None, "it waits for the applicant");
        fixture.publish(id, "2022-03-11 08:00", &paid(id, fee, "2022-03-04 08:00")).await;
        let stuck = row(&fixture, id).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("resumption"), &json!("2022-03-04T01:00:00Z")));
    })
    .await;
}

#[tokio::test]
async fn overdue_papers_wait_since_the_end_of_their_last_day() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let lapsed = waits_for_papers(&fixture, "2022-03-09").await;
        let lately = waits_for_papers(&fixture, "2022-03-10").await;
        let stuck = row(&fixture, lapsed).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("stop"), &json!("2022-03-09T17:00:00Z")));
        assert_eq!((&stuck["workingMinutes"], &stuck["responsible"]["role"]), (&json!(17 * 60), &json!("dept_head")));
        assert!(row(&fixture, lately).await.is_none(), "nine hours");
    })
    .await;
}

#[tokio::test]
async fn a_recalled_result_without_reopening_waits_for_the_journey() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let (lost, reopened_since) = (
            begin(&fixture, PLANNING, "online", "2022-02-28 08:00", FAR).await,
            begin(&fixture, PLANNING, "online", "2022-02-28 08:00", FAR).await,
        );
        for id in [lost, reopened_since] {
            fixture.publish(id, "2022-03-01 08:00", &completed(id, FAR)).await;
            fixture.publish(id, "2022-03-08 08:00", &recalled(id)).await;
        }
        fixture.publish(reopened_since, "2022-03-08 08:00", &reopened(reopened_since, FAR)).await;
        fixture.publish(reopened_since, "2022-03-11 08:00", &completed(reopened_since, FAR)).await;
        let stuck = row(&fixture, lost).await.expect("listed");
        assert_eq!((&stuck["waitsFor"], &stuck["since"]), (&json!("journey"), &json!("2022-03-08T01:00:00Z")));
        assert_eq!(stuck["responsible"], json!({"role": "sys_admin"}));
        assert!(row(&fixture, reopened_since).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn forwarded_and_uncollected_dossiers_and_withdrawals_are_listed() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let sent = Uuid::now_v7();
        fixture.publish(sent, "2022-03-09 08:00", &submitted(sent, HEALTH, "counter")).await;
        fixture.publish(sent, "2022-03-09 08:00", &forwarded(sent, HEALTH)).await;
        let wanted = held(&fixture, &format!("{PLANNING}.02"), "2022-03-08 08:00", FAR).await;
        fixture.publish(wanted, "2022-03-09 09:00", &withdrawing(wanted, 7)).await;
        let done = begin(&fixture, PLANNING, "online", "2022-02-01 08:00", FAR).await;
        fixture.publish(done, "2022-02-25 17:00", &completed(done, FAR)).await;
        let collected = begin(&fixture, PLANNING, "online", "2022-02-01 08:00", FAR).await;
        fixture.publish(collected, "2022-02-25 17:00", &completed(collected, FAR)).await;
        fixture.publish(collected, "2022-02-28 17:00", &returned(collected)).await;
        let rows = listed(&fixture, "").await;
        let waits: Vec<_> = rows.iter().map(|row| row["waitsFor"].as_str().unwrap()).collect();
        assert_eq!(waits, ["handOver", "receipt", "withdrawalAnswer"]);
        let roles: Vec<_> = rows.iter().map(|row| row["responsible"]["role"].as_str().unwrap()).collect();
        assert_eq!(roles, ["result_officer", "intake_officer", "dept_head"]);
    })
    .await;
}

#[tokio::test]
async fn without_a_calendar_hours_on_the_clock_count() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = accepted_only(&fixture, "2022-03-13 15:00").await;
        let row = row(&fixture, id).await.expect("listed");
        assert_eq!(row.get("workingMinutes"), None);
    })
    .await;
}
