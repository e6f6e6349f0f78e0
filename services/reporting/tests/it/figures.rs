//! Every figure by its definition, at the edges of the period and of the due date.

use motcua_contracts::ratings::RatingRecorded;
use motcua_reporting::{InProcess, Ratings, Received, Resolved, Review};
use motcua_testkit::on_both;
use uuid::Uuid;

use crate::events::{
    begin, collected, completed, paused, procedure, rated, refused, resumed, returned, stopped, submitted,
    withdrawal_declined, withdrawing, withdrawn,
};
use crate::fixture::{Fixture, HEALTH, PARTNER, PLANNING, WATER};

const FROM: &str = "2021-12-15";
const TO: &str = "2022-12-14";

#[tokio::test]
async fn received_counts_accepted_and_carried_over_dossiers() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let last_year = begin(&fixture, PLANNING, "online", "2021-12-01 08:00", "2021-12-20 17:00").await;
        fixture.publish(last_year, "2021-12-14 23:59", &completed(last_year, "2021-12-20 17:00")).await;
        let carried = begin(&fixture, PLANNING, "online", "2021-12-14 23:59", "2021-12-20 17:00").await;
        fixture.publish(carried, "2021-12-15 00:00", &completed(carried, "2021-12-20 17:00")).await;
        begin(&fixture, PLANNING, "online", "2021-12-15 00:00", "2023-01-20 17:00").await;
        begin(&fixture, WATER, "counter", "2022-06-01 08:00", "2023-01-20 17:00").await;
        begin(&fixture, WATER, "post", "2022-12-14 23:59", "2023-01-20 17:00").await;
        begin(&fixture, WATER, "post", "2022-12-15 00:00", "2023-01-20 17:00").await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.received, Received { total: 4, online: 1, counter: 2, carried_over: 1 });
        assert_eq!(review.resolved, Resolved { total: 1, early: 1, on_time: 0, late: 0 });
        assert_eq!(review.in_process, InProcess { total: 3, not_due: 3, overdue: 0 });
    })
    .await;
}

#[tokio::test]
async fn early_is_judged_by_the_day_and_late_by_the_moment() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let due = "2022-03-17 17:00";
        for finish in ["2022-03-16 23:59", "2022-03-17 00:00", "2022-03-17 17:00", "2022-03-17 17:01"] {
            let id = begin(&fixture, PLANNING, "counter", "2022-03-14 08:00", due).await;
            fixture.publish(id, finish, &completed(id, due)).await;
            // Returned long after it was due: that does not make it late.
            fixture.publish(id, "2022-04-29 08:00", &returned(id)).await;
        }
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.resolved, Resolved { total: 4, early: 1, on_time: 2, late: 1 });
    })
    .await;
}

#[tokio::test]
async fn overdue_is_open_unpaused_and_past_due_at_the_cut_off() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let due = "2022-12-09 17:00";
        let late_later = begin(&fixture, PLANNING, "counter", "2022-12-01 08:00", due).await;
        fixture.publish(late_later, "2022-12-20 08:00", &completed(late_later, due)).await;
        let paused_then = begin(&fixture, PLANNING, "counter", "2022-12-01 08:00", due).await;
        fixture.publish(paused_then, "2022-12-08 08:00", &paused(paused_then)).await;
        fixture.publish(paused_then, "2022-12-16 08:00", &resumed(paused_then, "2022-12-19 17:00")).await;
        let paused_since = begin(&fixture, PLANNING, "counter", "2022-12-01 08:00", due).await;
        fixture.publish(paused_since, "2022-12-15 00:00", &paused(paused_since)).await;
        let moved_on = begin(&fixture, PLANNING, "counter", "2022-12-01 08:00", due).await;
        fixture.publish(moved_on, "2022-12-05 08:00", &paused(moved_on)).await;
        fixture.publish(moved_on, "2022-12-12 08:00", &resumed(moved_on, "2022-12-16 17:00")).await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.in_process, InProcess { total: 4, not_due: 2, overdue: 2 });
        // The closing figure of one period is the opening figure of the next.
        let next = fixture.review("2022-12-15", "2022-12-31", None).await;
        assert_eq!(next.received.carried_over, review.in_process.total);
        assert_eq!(next.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
        assert_eq!(next.in_process, InProcess { total: 3, not_due: 1, overdue: 2 });
    })
    .await;
}

#[tokio::test]
async fn dossiers_that_were_never_accepted_are_not_counted() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (waiting, declined, taken_back) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        for id in [waiting, declined, taken_back] {
            fixture.publish(id, "2022-03-14 08:00", &submitted(id, PLANNING, "online")).await;
        }
        fixture.publish(declined, "2022-03-14 09:00", &refused(declined)).await;
        fixture.publish(taken_back, "2022-03-14 09:00", &withdrawn(taken_back)).await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.received, Received::default());
        assert_eq!(review.resolved, Resolved::default());
        assert_eq!(review.in_process, InProcess::default());
    })
    .await;
}

#[tokio::test]
async fn a_stop_finishes_a_dossier_and_a_withdrawal_request_does_not() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (at, due) = ("2022-03-14 08:00", "2022-03-17 17:00");
        let pending = begin(&fixture, PLANNING, "online", at, due).await;
        let declined = begin(&fixture, PLANNING, "online", at, due).await;
        let granted = begin(&fixture, PLANNING, "online", at, due).await;
        let stopped_otherwise = begin(&fixture, PLANNING, "online", at, due).await;
        for id in [pending, declined, granted] {
            fixture.publish(id, "2022-03-15 08:00", &withdrawing(id, 7)).await;
        }
        fixture.publish(declined, "2022-03-15 09:00", &withdrawal_declined(declined, 4)).await;
        let with_requests = fixture.review(FROM, TO, None).await;
        assert_eq!((with_requests.resolved.total, with_requests.in_process.total), (0, 4), "all are open");
        fixture.publish(granted, "2022-03-17 09:00", &stopped(granted, due)).await;
        fixture.publish(stopped_otherwise, "2022-03-18 09:00", &stopped(stopped_otherwise, due)).await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.resolved, Resolved { total: 2, early: 0, on_time: 1, late: 1 });
        // The clock continues while a withdrawal request is pending.
        assert_eq!(review.in_process, InProcess { total: 2, not_due: 0, overdue: 2 });
    })
    .await;
}

#[tokio::test]
async fn a_stop_during_a_supplement_request_is_not_late() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let waited = begin(&fixture, PLANNING, "counter", "2022-03-01 08:00", "2022-03-09 17:00").await;
        fixture.publish(waited, "2022-03-08 08:00", &paused(waited)).await;
        fixture.publish(waited, "2022-04-08 08:00", &stopped(waited, "2022-04-08 08:00")).await;
        let overdue = begin(&fixture, PLANNING, "counter", "2022-03-01 08:00", "2022-03-09 17:00").await;
        fixture.publish(overdue, "2022-04-08 08:00", &stopped(overdue, "2022-03-09 17:00")).await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.resolved, Resolved { total: 2, early: 0, on_time: 1, late: 1 });
    })
    .await;
}

#[tokio::test]
async fn agencies_procedures_and_ratings_are_counted() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        for (id, agency, version, spot) in
            [(first, PLANNING, 1, false), (first, PLANNING, 2, true), (second, HEALTH, 1, false)]
        {
            fixture.publish(id, "2021-02-01 08:00", &procedure(id, agency, version, spot)).await;
        }
        let due = "2022-03-17 17:00";
        for (score, on) in [
            ("verySatisfied", "2022-03-16 08:00"),
            ("satisfied", "2021-12-14 23:59"),
            ("notSatisfied", "2022-12-14 23:59"),
        ] {
            let id = begin(&fixture, PLANNING, "counter", "2021-12-01 08:00", due).await;
            fixture.publish(id, on, &rated(id, score)).await;
        }
        begin(&fixture, HEALTH, "online", "2022-03-14 08:00", due).await;
        let review = fixture.review(FROM, TO, None).await;
        assert_eq!(review.ratings, Ratings::of(1, 0, 1));
        assert_eq!((review.catalogue.procedures, review.catalogue.on_the_spot), (2, 1));
        assert_eq!((review.catalogue.departments, review.catalogue.companies), (2, 1));
        let rows: Vec<_> = review.by_agency.iter().map(|row| (row.code.as_str(), row.received.total)).collect();
        assert_eq!(rows, [(PLANNING, 3), (HEALTH, 1), (WATER, 0)]);
        let alone = fixture.review(FROM, TO, Some(HEALTH)).await;
        assert_eq!((alone.received.total, alone.catalogue.procedures, alone.ratings.total), (1, 1, 0));
        assert_eq!(alone.by_agency.len(), 1);
        assert_eq!(alone.by_agency[0].name, "Cơ quan H35.15");
    })
    .await;
}

#[tokio::test]
async fn the_centre_and_its_partners_count_only_when_they_are_requested() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let of_partner = Uuid::now_v7();
        fixture.publish(of_partner, "2021-02-01 08:00", &procedure(of_partner, PARTNER, 1, true)).await;
        for agency in [PLANNING, PARTNER] {
            let id = begin(&fixture, agency, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
            fixture.publish(id, "2022-03-15 08:00", &collected(id, 50_000, "online")).await;
            fixture.publish(id, "2022-03-16 08:00", &completed(id, "2022-03-17 17:00")).await;
            let rating = RatingRecorded { agency: agency.into(), ..rated(id, "satisfied") };
            fixture.publish(id, "2022-03-16 09:00", &rating).await;
        }
        let counted = |review: &Review| {
            let (received, resolved) = (review.received.total, review.resolved.total);
            (received, resolved, review.ratings.total, review.fees.amount_vnd, review.catalogue.procedures)
        };
        let centre = fixture.review(FROM, TO, None).await;
        assert_eq!(counted(&centre), (1, 1, 1, 50_000, 0));
        assert_eq!((centre.fees.dossiers, centre.fees.paid_online), (1, 1));
        assert!(centre.by_agency.iter().all(|row| row.code != PARTNER));
        let alone = fixture.review(FROM, TO, Some(PARTNER)).await;
        assert_eq!(counted(&alone), (1, 1, 1, 50_000, 1));
        assert_eq!(alone.by_agency.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn public_figures_of_a_running_period_are_as_of_now() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        begin(&fixture, PLANNING, "online", "2022-03-10 08:00", "2022-03-14 07:00").await;
        begin(&fixture, PLANNING, "online", "2022-03-10 08:00", "2022-05-04 17:00").await;
        fixture.service.assert_clean().await;
        // It is 14 March, 08:00.
        let figures = fixture.service.get(&format!("/v1/public/figures?from={FROM}&to={TO}"), "").await;
        assert_eq!(figures.header("cache-control"), "public, max-age=1");
        let figures = figures.expect(200);
        assert_eq!(figures["inProcess"], serde_json::json!({"total": 2, "notDue": 1, "overdue": 1}));
        let this_year = fixture.service.get("/v1/public/figures", "").await.expect(200);
        assert_eq!(this_year, figures);
        fixture.service.get("/v1/public/figures?from=2022-01-01", "").await.expect(422);
        fixture.service.get("/v1/public/figures?from=2022-01-02&to=2022-01-01", "").await.expect(422);
        fixture.service.get("/v1/public/figures?since=2022-01-02", "").await.expect(422);
    })
    .await;
}
