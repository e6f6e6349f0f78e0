//! A result that comes back for an error: the report of each period, and how periods follow each other.

use chrono::{Days, NaiveDate};
use motcua_reporting::{Form06a, InProcess, Received, Resolved, Review};
use motcua_testkit::on_both;

use crate::events::{begin, completed, recalled, reopened, returned};
use crate::fixture::{Fixture, HEALTH, PLANNING, WATER};

const THIS: (&str, &str) = ("2021-12-15", "2022-12-14");
const NEXT: (&str, &str) = ("2022-12-15", "2023-12-14");
const AFTER: (&str, &str) = ("2023-12-15", "2024-12-14");

async fn review(fixture: &Fixture, period: (&str, &str)) -> Review {
    fixture.review(period.0, period.1, None).await
}

#[tokio::test]
async fn the_last_completion_by_the_end_of_the_period_counts() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let due = "2022-03-17 17:00";
        let twice = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", due).await;
        fixture.publish(twice, "2022-03-15 08:00", &completed(twice, due)).await;
        fixture.publish(twice, "2022-03-16 08:00", &reopened(twice, due)).await;
        fixture.publish(twice, "2022-03-18 08:00", &completed(twice, due)).await;
        let open = begin(&fixture, PLANNING, "online", "2022-12-01 08:00", "2022-12-09 17:00").await;
        fixture.publish(open, "2022-12-09 08:00", &completed(open, "2022-12-09 17:00")).await;
        fixture.publish(open, "2022-12-14 08:00", &reopened(open, "2022-12-09 17:00")).await;
        let this = review(&fixture, THIS).await;
        // Early the first time, late the time that counts.
        assert_eq!(this.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
        assert_eq!(this.in_process, InProcess { total: 1, not_due: 0, overdue: 1 });
        fixture.publish(open, "2022-12-15 08:00", &completed(open, "2022-12-09 17:00")).await;
        assert_eq!(review(&fixture, THIS).await, this);
        let next = review(&fixture, NEXT).await;
        assert_eq!((next.received.carried_over, next.reopened), (this.in_process.total, 0));
        assert_eq!(next.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
    })
    .await;
}

#[tokio::test]
async fn carried_over_is_what_was_left_open_plus_what_was_reopened() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let due = "2022-12-13 17:00";
        begin(&fixture, PLANNING, "counter", "2022-12-12 08:00", "2023-01-13 17:00").await;
        let mut came_back = Vec::new();
        for _ in 0..2 {
            let id = begin(&fixture, PLANNING, "online", "2022-12-01 08:00", due).await;
            fixture.publish(id, "2022-12-13 16:00", &completed(id, due)).await;
            came_back.push(id);
        }
        let this = review(&fixture, THIS).await;
        assert_eq!(this.resolved, Resolved { total: 2, early: 0, on_time: 2, late: 0 });
        let untouched = review(&fixture, NEXT).await;
        assert_eq!((untouched.received.carried_over, untouched.reopened), (1, 0));
        for id in &came_back {
            fixture.publish(*id, "2022-12-15 00:00", &reopened(*id, "2022-12-20 17:00")).await;
        }
        fixture.publish(came_back[0], "2022-12-16 08:00", &completed(came_back[0], "2022-12-20 17:00")).await;
        assert_eq!(review(&fixture, THIS).await, this, "the report of a period that ended stays");
        let next = review(&fixture, NEXT).await;
        assert_eq!(next.received, Received { total: 3, online: 0, counter: 0, carried_over: 3 });
        assert_eq!((next.reopened, next.received.carried_over), (2, this.in_process.total + 2));
        let rows: Vec<_> = next.by_agency.iter().map(|row| (row.code.as_str(), row.reopened)).collect();
        assert_eq!(rows, [(PLANNING, 2), (HEALTH, 0), (WATER, 0)]);
        let note = Form06a::of(&next).note.map(|note| note.en).unwrap_or_default();
        assert!(note.starts_with("Column 6 exceeds column 11 of the period before by 2"), "{note}");
        assert_eq!(Form06a::of(&this).note, None);
        assert_eq!(next.resolved, Resolved { total: 1, early: 1, on_time: 0, late: 0 });
        assert_eq!(next.in_process, InProcess { total: 2, not_due: 0, overdue: 2 });
        let after = review(&fixture, AFTER).await;
        assert_eq!((after.received.carried_over, after.reopened), (next.in_process.total, 0));
    })
    .await;
}

#[tokio::test]
async fn a_reopened_dossier_is_returned_only_after_it_is_completed_again() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let due = "2022-03-17 17:00";
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", due).await;
        fixture.publish(id, "2022-03-15 08:00", &completed(id, due)).await;
        // Events of results arrive before those of routing: recalled, issued once more, returned.
        fixture.publish(id, "2022-03-15 09:00", &recalled(id)).await;
        fixture.publish(id, "2022-03-16 09:00", &returned(id)).await;
        fixture.service.settle_with(1).await;
        fixture.publish(id, "2022-03-15 09:00", &reopened(id, due)).await;
        fixture.publish(id, "2022-03-16 08:00", &completed(id, due)).await;
        fixture.service.assert_clean().await;
        let director = fixture.director();
        let shown = fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &director).await.expect(200);
        assert_eq!(shown["status"], 10);
        assert_eq!(shown["timeline"][4]["what"], "reopened");
        assert_eq!(shown["timeline"][4]["status"], 4);
    })
    .await;
}

/// The days of a dossier: accepted, and then in turn finished and reopened.
struct DossierDays {
    accepted: NaiveDate,
    turns: Vec<NaiveDate>,
}

impl DossierDays {
    /// The day of the end that counts at the end of a day.
    fn finished_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        let past: Vec<_> = self.turns.iter().filter(|turn| **turn <= day).collect();
        if past.len() % 2 == 1 { past.last().map(|turn| **turn) } else { None }
    }
}

/// Pseudo-random numbers, the same in each run.
fn random(seed: &mut u64, sides: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % sides
}

fn dossiers(first: NaiveDate, seed: &mut u64) -> Vec<DossierDays> {
    let mut days = || {
        let accepted = first + Days::new(random(seed, 60));
        let mut turns = Vec::new();
        let mut day = accepted;
        for _ in 0..random(seed, 6) {
            day = day + Days::new(random(seed, 15));
            turns.push(day);
        }
        DossierDays { accepted, turns }
    };
    (0..40).map(|_| days()).collect()
}

#[tokio::test]
async fn every_period_matches_a_naive_count() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let first: NaiveDate = "2022-01-01".parse().unwrap();
        let mut seed = 7;
        let dossiers = dossiers(first, &mut seed);
        for days in &dossiers {
            let id = begin(&fixture, PLANNING, "online", &format!("{} 08:00", days.accepted), "2023-01-13 17:00").await;
            for (n, day) in days.turns.iter().enumerate() {
                let at = format!("{day} {:02}:00", 9 + n);
                match n % 2 {
                    0 => fixture.publish(id, &at, &completed(id, "2023-01-13 17:00")).await,
                    _ => fixture.publish(id, &at, &reopened(id, "2023-01-13 17:00")).await,
                }
            }
        }
        fixture.service.assert_clean().await;
        let mut all_came_back = 0;
        for _ in 0..12 {
            let from = first + Days::new(random(&mut seed, 90));
            let to = from + Days::new(random(&mut seed, 40));
            let (eve, after) = (from - Days::new(1), to + Days::new(1));
            let review = fixture.review(&from.to_string(), &to.to_string(), None).await;
            let count =
                |counts: &dyn Fn(&DossierDays) -> bool| dossiers.iter().filter(|days| counts(days)).count() as u64;
            let known = |days: &DossierDays| days.accepted <= to && days.finished_by(to).is_none_or(|day| day >= from);
            let case = format!("{from} to {to}");
            assert_eq!(review.received.total, count(&known), "{case}");
            assert_eq!(review.received.carried_over, count(&|days| known(days) && days.accepted < from), "{case}");
            assert_eq!(review.in_process.total, count(&|days| known(days) && days.finished_by(to).is_none()), "{case}");
            let reopened = |days: &DossierDays| days.accepted < from && days.finished_by(eve).is_some() && known(days);
            assert_eq!(review.reopened, count(&reopened), "{case}");
            all_came_back += review.reopened;
            let next = fixture.review(&after.to_string(), &(after + Days::new(20)).to_string(), None).await;
            assert_eq!(next.received.carried_over, review.in_process.total + next.reopened, "{case}");
        }
        assert!(all_came_back > 10, "{all_came_back}: the cases have to be among them");
    })
    .await;
}
